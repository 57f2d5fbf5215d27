import {
  DescribeModelPackageCommand,
  DescribeModelPackageGroupCommand,
  ListModelPackageGroupsCommand,
  ListModelPackagesCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Clock } from '../domain/clock.ts';
import { RegistryError, type Registry } from '../domain/registry.ts';
import { guarded, notFound } from './faults.ts';
import { toDescribed, toModelPackage } from './mapping.ts';
import { Pacer } from './pacer.ts';

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
  return {
    async *listVersions({ group, window, signal }) {
      const query = {
        MaxResults,
        // Oldest first: new versions land on the last page, so pages already read do not shift.
        SortBy: 'CreationTime',
        SortOrder: 'Ascending',
        // Account-wide, the type defaults to Unversioned and the list would be empty (boto3#3069).
        ModelPackageType: 'Versioned',
        ...(group && { ModelPackageGroupName: group.reference }),
        // Wider by a second than what counts: whether the service's bounds are exclusive is documented in words only.
        ...(window.after > -Infinity && { CreationTimeAfter: new Date(window.after - 1000) }),
        ...(window.before < Infinity && { CreationTimeBefore: new Date(window.before + 1000) }),
      } as const;
      for await (const page of pages('ListModelPackages', group?.name ?? 'the account', (NextToken) =>
        client.send(new ListModelPackagesCommand({ ...query, NextToken }), { abortSignal: signal }),
      )) {
        yield (page.ModelPackageSummaryList ?? []).flatMap((summary) => toModelPackage(summary, group) ?? []);
      }
    },

    async *listGroups({ signal }) {
      for await (const page of pages('ListModelPackageGroups', 'the account', (NextToken) =>
        client.send(new ListModelPackageGroupsCommand({ MaxResults, NextToken }), { abortSignal: signal }),
      )) {
        yield (page.ModelPackageGroupSummaryList ?? []).flatMap(({ ModelPackageGroupName: name }) => name ?? []);
      }
    },

    describeVersion: (arn, group, { signal }) =>
      guarded('DescribeModelPackage', arn, async () => {
        // Metadata only: the rest would need kms:Decrypt on a customer's key.
        const command = new DescribeModelPackageCommand({ ModelPackageName: arn, IncludedData: 'MetadataOnly' });
        const output = await notFound(client.send(command, { abortSignal: signal }));
        return output === 'gone' ? output : toDescribed(output, group);
      }),

    describeGroup: (group, { signal }) =>
      guarded('DescribeModelPackageGroup', group.name, async () => {
        const command = new DescribeModelPackageGroupCommand({ ModelPackageGroupName: group.reference });
        const output = await notFound(client.send(command, { abortSignal: signal }));
        return output === 'gone' ? output : { arn: output.ModelPackageGroupArn ?? group.reference };
      }),
  };
}

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

/**
 * All pages. An empty page with a token is no end (boto3#4020); a token that comes again would be no end ever. A group that
 * is gone lists as empty: whether it is gone is for a describe to say.
 */
async function* pages<Page extends { NextToken?: string | undefined }>(
  operation: string,
  subject: string,
  fetch: (token: string | undefined) => Promise<Page>,
): AsyncGenerator<Page> {
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = await guarded(operation, subject, () => notFound(fetch(token)));
    if (page === 'gone') return;
    yield page;
    token = page.NextToken;
    if (token && tokens.has(token)) {
      throw new RegistryError('unexpected', operation, subject, new Error('the same NextToken came twice'));
    }
    if (token) tokens.add(token);
  } while (token);
}
