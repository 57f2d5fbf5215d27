import { ListImagesCommand, UpdateImageCommand, type ListImagesCommandInput } from '@aws-sdk/client-sagemaker';
import { cleanUpAfterEach, imageArnOf, startWithClients } from './support.ts';

cleanUpAfterEach();

const at = (second: number): Date => new Date(1_700_000_000_000 + second * 1000);

test.each<[string, ListImagesCommandInput, string[]]>([
  ['newest first', {}, ['a-two', 'C-one', 'b-one']],
  ['oldest first', { SortOrder: 'ASCENDING' }, ['b-one', 'C-one', 'a-two']],
  ['by name', { SortBy: 'IMAGE_NAME', SortOrder: 'ASCENDING' }, ['a-two', 'b-one', 'C-one']],
  ['by change', { SortBy: 'LAST_MODIFIED_TIME' }, ['b-one', 'a-two', 'C-one']],
  ['a name', { NameContains: 'ONE' }, ['C-one', 'b-one']],
  ['created from and to, inclusive', { CreationTimeAfter: at(1), CreationTimeBefore: at(2) }, ['a-two', 'C-one']],
  ['changed since, inclusive', { LastModifiedTimeAfter: at(9) }, ['b-one']],
  ['changed until, inclusive', { LastModifiedTimeBefore: at(1) }, ['C-one']],
])('images are listed: %s', async (_what, input, expected) => {
  const { aws, sageMaker } = await startWithClients({ now: () => at(9) });
  aws.registry.seed({ images: ['b-one', 'C-one', 'a-two'].map((name, i) => ({ name, createdAt: at(i) })) });
  await sageMaker.send(new UpdateImageCommand({ ImageName: 'b-one', Description: 'changed' }));

  for (const MaxResults of [1, 2, 100, undefined]) {
    const names: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const page = await sageMaker.send(new ListImagesCommand({ ...input, MaxResults, NextToken }));
      names.push(...(page.Images ?? []).map(({ ImageName }) => ImageName));
      NextToken = page.NextToken;
    } while (NextToken !== undefined);
    expect(names).toEqual(expected);
  }
});

test('an image says what the service says', async () => {
  const { aws, sageMaker } = await startWithClients();
  aws.registry.seed({ images: [{ name: 'Notebook', createdAt: at(0), displayName: 'a', description: 'b' }] });

  expect((await sageMaker.send(new ListImagesCommand({}))).Images).toEqual([
    {
      ...{ ImageName: 'Notebook', ImageArn: imageArnOf('Notebook'), DisplayName: 'a', Description: 'b' },
      ...{ ImageStatus: 'CREATED', CreationTime: at(0), LastModifiedTime: at(0) },
    },
  ]);
});
