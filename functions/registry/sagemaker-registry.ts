import {
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackageGroupsCommand,
  ListModelPackagesCommand,
  type ListModelPackagesCommandInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../domain/clock.ts';
import { isGroup, unversioned, type Collection } from '../domain/collection.ts';
import type { Window } from '../domain/listing-plan.ts';
import type { Candidate } from '../domain/observation.ts';
import type { Registry } from '../domain/registry.ts';
import { guarded, notFound } from './faults.ts';
import { imageRegistry } from './images.ts';
import { toDescribed, toModelPackage } from './mapping.ts';
import { Pacer } from './pacer.ts';
import { pages } from './pages.ts';

export interface RegistryLimits {
  readonly requestsPerSecond: number;
  /** Items a page, 1 to 100. */
  readonly pageSize: number;
}

/**
 * Reads the registry through the official client, which brings retries with jitter and time-outs of its own. The client is the
 * registry's own from then on: all its requests are paced.
 */
export function createSageMakerRegistry(client: SageMakerClient, limits: RegistryLimits, clock: Clock): Registry {
  pace(client, new Pacer(limits.requestsPerSecond, clock));
  const MaxResults = limits.pageSize;
  const { listImages, listImageVersions, describeImageVersion, imageExists } = imageRegistry(client, MaxResults);

  async function* listPackages(
    query: ListModelPackagesCommandInput,
    of: Collection | undefined,
    abortSignal: AbortSignal,
  ) {
    // Oldest first: new ones land on the last page, so pages already read do not shift.
    const sorted = { ...query, MaxResults, SortBy: 'CreationTime', SortOrder: 'Ascending' } as const;
    for await (const page of pages('ListModelPackages', of?.name ?? 'the account', (NextToken) =>
      client.send(new ListModelPackagesCommand({ ...sorted, NextToken }), { abortSignal }),
    )) {
      yield (page.ModelPackageSummaryList ?? []).flatMap((summary) => toModelPackage(summary, of) ?? []);
    }
  }

  const describePackage = ({ arn, collection }: Candidate, abortSignal: AbortSignal) =>
    guarded('DescribeModelPackage', arn, async () => {
      // Metadata only: the rest would need kms:Decrypt on a customer's key.
      const command = new DescribeModelPackageCommand({ ModelPackageName: arn, IncludedData: 'MetadataOnly' });
      const output = await notFound(client.send(command, { abortSignal }));
      return output === 'gone' ? output : toDescribed(output, collection);
    });

  const groupExists = (group: Collection, abortSignal: AbortSignal) =>
    guarded('DescribeModelPackageGroup', group.name, async () => {
      const command = new DescribeModelPackageGroupCommand({ ModelPackageGroupName: group.reference });
      return (await notFound(client.send(command, { abortSignal }))) !== 'gone';
    });

  return {
    listVersions: ({ group, window, approvalStatus, signal }) =>
      listPackages(
        {
          // Account-wide, the type defaults to Unversioned and the list would be empty (boto3#3069).
          ModelPackageType: 'Versioned',
          ...(group && { ModelPackageGroupName: group.reference }),
          ...(approvalStatus && { ModelApprovalStatus: approvalStatus }),
          ...within(window),
        },
        group,
        signal,
      ),
    listUnversioned: ({ window, signal }) =>
      listPackages({ ModelPackageType: 'Unversioned', ...within(window) }, unversioned, signal),

    async *listGroups({ signal }) {
      for await (const page of pages('ListModelPackageGroups', 'the account', (NextToken) =>
        client.send(new ListModelPackageGroupsCommand({ MaxResults, NextToken }), { abortSignal: signal }),
      )) {
        yield (page.ModelPackageGroupSummaryList ?? []).flatMap(({ ModelPackageGroupName: name }) => name ?? []);
      }
    },
    listImages,
    listImageVersions,

    describe: (candidate, { signal }) =>
      candidate.collection.kind === 'image'
        ? describeImageVersion(candidate, signal)
        : describePackage(candidate, signal),
    exists: (collection, { signal }) =>
      isGroup(collection) ? groupExists(collection, signal) : imageExists(collection, signal),
  };
}

/** Wider by a second than what counts: whether the service's bounds are exclusive is documented in words only. */
const within = ({ after, before }: Window) => ({
  ...(after > -Infinity && { CreationTimeAfter: new Date(after - 1000) }),
  ...(before < Infinity && { CreationTimeBefore: new Date(before + 1000) }),
});

/** Every attempt takes its turn, retries too: this sits inside the client's retry loop. */
function pace(client: SageMakerClient, pacer: Pacer): void {
  client.middlewareStack.add(
    (next) => async (args) => {
      await pacer.turn();
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low', name: 'pace', override: true },
  );
}
