import {
  DescribeImageCommand,
  DescribeImageVersionCommand,
  ListImagesCommand,
  ListImageVersionsCommand,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { Collection } from '../domain/collection.ts';
import type { Candidate } from '../domain/observation.ts';
import type { Registry } from '../domain/registry.ts';
import { guarded, notFound } from './faults.ts';
import { toImageVersion } from './mapping.ts';
import { pages } from './pages.ts';

/** What the registry's adapter asks of images. */
export function imageRegistry(client: SageMakerClient, MaxResults: number) {
  const lists: Pick<Registry, 'listImages' | 'listImageVersions'> = {
    async *listImages({ signal }) {
      const query = { MaxResults, SortBy: 'CREATION_TIME', SortOrder: 'ASCENDING' } as const;
      for await (const page of pages('ListImages', 'the account', (NextToken) =>
        client.send(new ListImagesCommand({ ...query, NextToken }), { abortSignal: signal }),
      )) {
        yield (page.Images ?? []).flatMap(({ ImageName: name }) => name ?? []);
      }
    },

    async *listImageVersions({ image, signal }) {
      // What changed comes first: a look can stop where all is known.
      const sort = { SortBy: 'LAST_MODIFIED_TIME', SortOrder: 'DESCENDING' } as const;
      const query = { ImageName: image.reference, MaxResults, ...sort };
      for await (const page of pages(
        'ListImageVersions',
        image.name,
        (NextToken) => client.send(new ListImageVersionsCommand({ ...query, NextToken }), { abortSignal: signal }),
        'missing',
      )) {
        yield (page.ImageVersions ?? []).flatMap((version) => toImageVersion(version, image) ?? []);
      }
    },
  };
  return {
    ...lists,

    describeImageVersion: ({ collection: image, member, arn }: Candidate, abortSignal: AbortSignal) =>
      guarded('DescribeImageVersion', arn, async () => {
        const command = new DescribeImageVersionCommand({ ImageName: image.reference, Version: Number(member) });
        const output = await notFound(client.send(command, { abortSignal }));
        return output === 'gone' ? output : toImageVersion(output, image);
      }),

    imageExists: (image: Collection, abortSignal: AbortSignal) =>
      guarded('DescribeImage', image.name, async () => {
        const command = new DescribeImageCommand({ ImageName: image.reference });
        return (await notFound(client.send(command, { abortSignal }))) !== 'gone';
      }),
  };
}
