import {
  DeleteImageVersionCommand,
  ListImageVersionsCommand,
  paginateListImageVersions,
  type ImageVersionSortBy,
  type ListImageVersionsCommandInput,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import type { LocalAws } from '../../../local/aws/index.ts';
import { cleanUpAfterEach, createImage, imageArnOf, imageVersionArnOf, startWithClients } from './support.ts';

cleanUpAfterEach();

const at = (second: number): Date => new Date(1_700_000_000_000 + second * 1000);

/** Notebook/1 to 4: created at 0, 1, 2 and 2 s, last modified at 9, 1, 5 and 2 s, and one of another image. */
function seed(aws: LocalAws): void {
  const image = 'Notebook';
  aws.registry.seed({
    imageVersions: [
      { image, createdAt: at(0), lastModifiedAt: at(9) },
      { image, createdAt: at(1) },
      { image: 'other', createdAt: at(1) },
      { image, createdAt: at(2), lastModifiedAt: at(5), status: 'CREATE_FAILED', failureReason: 'no such image' },
      { image, createdAt: at(2) },
    ],
  });
}

/** The versions, over as many pages as it takes. */
async function listed(
  client: SageMakerClient,
  input: Partial<ListImageVersionsCommandInput>,
  pageSize: number,
): Promise<(number | undefined)[]> {
  const versions: (number | undefined)[] = [];
  const paginator = paginateListImageVersions({ client, pageSize }, { ImageName: 'notebook', ...input });
  for await (const { ImageVersions = [] } of paginator) versions.push(...ImageVersions.map(({ Version }) => Version));
  return versions;
}

const sorted = (SortBy?: ImageVersionSortBy) => ({ SortBy, SortOrder: 'ASCENDING' as const });

test.each<[string, Partial<ListImageVersionsCommandInput>, number[]]>([
  ['the newest first when nothing is said', {}, [4, 3, 2, 1]],
  ['the oldest first', sorted(), [1, 2, 3, 4]],
  ['by time, said', { SortBy: 'CREATION_TIME', SortOrder: 'DESCENDING' }, [4, 3, 2, 1]],
  ['by change', { SortBy: 'LAST_MODIFIED_TIME' }, [1, 3, 4, 2]],
  ['by change, backwards', sorted('LAST_MODIFIED_TIME'), [2, 4, 3, 1]],
  ['by number', { SortBy: 'VERSION' }, [4, 3, 2, 1]],
  ['by number, backwards', sorted('VERSION'), [1, 2, 3, 4]],
  ['created on or after', { CreationTimeAfter: at(1) }, [4, 3, 2]],
  ['created on or before', { CreationTimeBefore: at(1) }, [2, 1]],
  ['created at one moment', { CreationTimeAfter: at(2), CreationTimeBefore: at(2) }, [4, 3]],
  ['created just after', { CreationTimeAfter: at(1.001) }, [4, 3]],
  ['changed on or after', { LastModifiedTimeAfter: at(5) }, [3, 1]],
  ['changed on or before', { LastModifiedTimeBefore: at(2) }, [4, 2]],
  ['all filters', { CreationTimeAfter: at(1), LastModifiedTimeAfter: at(2), LastModifiedTimeBefore: at(4) }, [4]],
  ['none', { CreationTimeAfter: at(10) }, []],
])('lists %s', async (_what, input, expected) => {
  const { aws, sageMaker } = await startWithClients();
  seed(aws);

  for (const size of [1, 2, 3, 100]) expect(await listed(sageMaker, input, size)).toEqual(expected);
});

test('a version says what the service says', async () => {
  const { aws, sageMaker } = await startWithClients();
  seed(aws);

  const { ImageVersions } = await sageMaker.send(
    new ListImageVersionsCommand({ ImageName: 'notebook', CreationTimeAfter: at(2) }),
  );
  expect(ImageVersions).toEqual([
    {
      ...{ ImageArn: imageArnOf('Notebook'), ImageVersionArn: imageVersionArnOf('notebook/4'), Version: 4 },
      ...{ ImageVersionStatus: 'CREATED', CreationTime: at(2), LastModifiedTime: at(2) },
    },
    {
      ...{ ImageArn: imageArnOf('Notebook'), ImageVersionArn: imageVersionArnOf('notebook/3'), Version: 3 },
      ...{ ImageVersionStatus: 'CREATE_FAILED', CreationTime: at(2), LastModifiedTime: at(5) },
      FailureReason: 'no such image',
    },
  ]);
});

test('an image that is not there is not found, and one without versions has none', async () => {
  const { sageMaker } = await startWithClients();
  await expect(listed(sageMaker, {}, 10)).rejects.toMatchObject({ name: 'ResourceNotFound' });
  await createImage(sageMaker, 'notebook');
  expect(await listed(sageMaker, {}, 10)).toEqual([]);
});

test('a page has 10 versions when the request does not say', async () => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({ imageVersions: Array.from({ length: 11 }, () => ({ image: 'notebook' })) });
  const list = (NextToken?: string) =>
    sageMaker.send(new ListImageVersionsCommand({ ImageName: 'notebook', NextToken }));

  const { ImageVersions, NextToken } = await list();
  expect(ImageVersions).toHaveLength(10);
  const last = await list(NextToken);
  expect(last.ImageVersions).toHaveLength(1);
  expect(last).not.toHaveProperty('NextToken');
});

test.each(
  (['CREATION_TIME', 'LAST_MODIFIED_TIME', 'VERSION'] as const).flatMap((SortBy) =>
    (['ASCENDING', 'DESCENDING'] as const).map((SortOrder) => ({ SortBy, SortOrder })),
  ),
)('what comes and goes between two pages repeats and hides nothing, by $SortBy, $SortOrder', async (order) => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({ imageVersions: Array.from({ length: 9 }, (_, i) => ({ image: 'notebook', createdAt: at(i) })) });
  const ascending = order.SortOrder === 'ASCENDING';
  const seen: (number | undefined)[] = [];
  const paginator = paginateListImageVersions({ client: sageMaker, pageSize: 3 }, { ImageName: 'notebook', ...order });
  for await (const { ImageVersions = [] } of paginator) {
    seen.push(...ImageVersions.map(({ Version }) => Version));
    // The last of this page goes, so that the token's own row is gone; something beyond what was read already comes.
    const Version = ImageVersions.at(-1)?.Version;
    await sageMaker.send(new DeleteImageVersionCommand({ ImageName: 'notebook', Version }));
    const comesBehind = ascending && order.SortBy !== 'VERSION';
    if (!ascending || comesBehind) {
      aws.registry.seed({ imageVersions: [{ image: 'notebook', createdAt: at(ascending ? -1 : 99) }] });
    }
  }

  const nine = [1, 2, 3, 4, 5, 6, 7, 8, 9];
  expect(seen).toEqual(ascending ? nine : nine.toReversed());
});

test('a token that is not ours, or of another order, is refused', async () => {
  const { aws, sageMaker } = await startWithClients();
  seed(aws);
  const list = (input: Partial<ListImageVersionsCommandInput>) =>
    sageMaker.send(new ListImageVersionsCommand({ ImageName: 'notebook', ...input }));
  const { NextToken } = await list({ MaxResults: 1 });

  const refusal = { name: 'ValidationException', message: 'Invalid NextToken' };
  await expect(list({ NextToken: 'nonsense' })).rejects.toMatchObject(refusal);
  await expect(list({ NextToken, SortOrder: 'ASCENDING' })).rejects.toMatchObject(refusal);
  await expect(list({ NextToken, SortBy: 'LAST_MODIFIED_TIME' })).rejects.toMatchObject(refusal);
});

test('times may be ISO texts, as some clients write them', async () => {
  const { aws } = await startWithClients();
  seed(aws);
  const response = await fetch(aws.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'SageMaker.ListImageVersions', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ ImageName: 'notebook', LastModifiedTimeAfter: at(9).toISOString() }),
  });
  expect(await response.json()).toMatchObject({ ImageVersions: [{ Version: 1, LastModifiedTime: 1_700_000_009 }] });
});
