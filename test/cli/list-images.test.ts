import { startLocalAws, type LocalAws } from '../../local/aws/index.ts';
import { cleanUpAfterEach, cli, listed } from './support.ts';

cleanUpAfterEach();
let aws: LocalAws;
const at = (minute: number) => new Date(Date.UTC(2026, 0, 5, 9, minute));

beforeAll(async () => {
  aws = await startLocalAws({ port: 0 });
  aws.registry.seed({
    images: [
      { name: 'gpu', createdAt: at(0) },
      { name: 'cpu', createdAt: at(1) },
      { name: 'edge', createdAt: at(2) },
    ],
    imageVersions: [
      { image: 'gpu', createdAt: at(10), lastModifiedAt: at(19) },
      {
        image: 'gpu',
        createdAt: at(11),
        lastModifiedAt: at(18),
        status: 'CREATE_FAILED',
        failureReason: 'no base image',
      },
      { image: 'gpu', createdAt: at(12), lastModifiedAt: at(17) },
    ],
  });
});

afterAll(() => aws.close());

test.each([
  ['', ['edge', 'cpu', 'gpu']],
  ['--sort-by image-name --sort-order ascending', ['cpu', 'edge', 'gpu']],
  ['--sort-by LAST_MODIFIED_TIME --sort-order ASCENDING', ['gpu', 'cpu', 'edge']],
  ['--name-contains pu', ['cpu', 'gpu']],
  ['--created-after 2026-01-05T09:01:00Z', ['edge', 'cpu']],
  ['--created-before 2026-01-05T09:00:30Z', ['gpu']],
  ['--modified-after 2026-01-05T09:01:30Z', ['edge']],
  ['--modified-before 2026-01-05T09:01:30Z', ['cpu', 'gpu']],
])('images %s', async (options, expected) => {
  const { Images = [] } = await listed(aws.endpoint, ['images', ...options.split(' ').filter(Boolean)]);
  expect(Images.map(({ ImageName }) => ImageName)).toEqual(expected);
});

test.each([
  ['', [3, 2, 1]],
  ['--sort-by version --sort-order ascending', [1, 2, 3]],
  ['--sort-by last-modified-time', [1, 2, 3]],
  ['--created-after 2026-01-05T09:11:00Z', [3, 2]],
  ['--created-before 2026-01-05T09:10:30Z', [1]],
  ['--modified-after 2026-01-05T09:18:00Z', [2, 1]],
  ['--modified-before 2026-01-05T09:17:30Z', [3]],
])('versions of an image %s', async (options, expected) => {
  const args = ['image-versions', 'gpu', ...options.split(' ').filter(Boolean)];
  const { ImageVersions = [] } = await listed(aws.endpoint, args);
  expect(ImageVersions.map(({ Version }) => Version)).toEqual(expected);
});

test.each([
  ['images', [], 'Images', 'ImageName', ['edge', 'cpu', 'gpu']],
  ['image-versions', ['gpu'], 'ImageVersions', 'Version', [3, 2, 1]],
] as const)('%s are listed in parts, too', async (what, args, key, name, expected) => {
  const first = await listed(aws.endpoint, [what, ...args, '--max-items', '2', '--page-size', '1']);
  const rest = await listed(aws.endpoint, [what, ...args, '--starting-token', first.NextToken ?? '']);
  expect(first[key]?.map((item) => item[name])).toEqual(expected.slice(0, 2));
  expect(rest[key]?.map((item) => item[name])).toEqual(expected.slice(2));
  expect(rest).not.toHaveProperty('NextToken');
});

test('a failed version shows why', async () => {
  const { stdout } = await cli(['list', 'image-versions', 'gpu', '--endpoint-url', aws.endpoint]);
  expect(stdout).toMatch(/^ +2 {2}CREATE_FAILED {2}\S+Z {2}\S+Z {2}no base image {2}arn:.*\/gpu\/2$/m);
});

test('an image that is not there is told', async () => {
  expect(await cli(['list', 'image-versions', 'tpu', '--endpoint-url', aws.endpoint])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'ResourceNotFound: No Image with the name tpu exists.\n',
  });
});
