import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describeError } from '../../cli/errors.ts';
import { startLocalAws, type AwsCall, type LocalAws } from '../../local/aws/index.ts';
import { cleanUpAfterEach, cli, file, start } from './support.ts';

cleanUpAfterEach();
let aws: LocalAws;
const calls: AwsCall[] = [];

beforeAll(async () => {
  aws = await startLocalAws({
    port: 0,
    intercept: (call, next) => {
      calls.push(call);
      return next();
    },
  });
  aws.registry.seed({ packages: Array.from({ length: 3000 }, () => ({ group: 'churn' })) });
});

afterAll(() => aws.close());
beforeEach(() => calls.splice(0));

const images = ['list', 'images'];
const noKeys = { AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined };
/** `Credential=alice/20260105/eu-west-1/sagemaker/…` of the last call. */
const scope = () =>
  /Credential=(\w+)\/\d+\/([\w-]+)\/sagemaker/.exec(calls.at(-1)?.headers.authorization ?? '')?.slice(1);

test.each([
  ['AWS_REGION', { AWS_REGION: 'eu-west-1' }, 'eu-west-1'],
  ['AWS_DEFAULT_REGION', { AWS_REGION: undefined, AWS_DEFAULT_REGION: 'eu-west-3' }, 'eu-west-3'],
  ['AWS_REGION before AWS_DEFAULT_REGION', { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-3' }, 'eu-west-1'],
])('the region is taken from %s', async (_title, environment, region) => {
  expect(await cli([...images, '--endpoint-url', aws.endpoint], { environment })).toMatchObject({ code: 0 });
  expect(scope()).toEqual(['alice', region]);
});

test('--region is stronger than the environment, wherever on the command line it stands', async () => {
  await cli(['--region', 'ap-south-1', ...images, '--endpoint-url', aws.endpoint]);
  expect(scope()).toEqual(['alice', 'ap-south-1']);
});

test.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SAGEMAKER'])('the endpoint is taken from %s', async (name) => {
  expect(await cli(images, { environment: { [name]: aws.endpoint } })).toMatchObject({ code: 0 });
  expect(calls).toHaveLength(1);
});

test.each([
  ['--profile', ['--profile', 'dev'], {}],
  ['AWS_PROFILE', [], { ...noKeys, AWS_PROFILE: 'dev' }],
])('%s brings credentials, region and endpoint', async (_title, args, environment) => {
  const lines = ['[profile dev]', 'region = eu-central-1', `endpoint_url = ${aws.endpoint}`];
  const profile = {
    AWS_REGION: undefined,
    AWS_CONFIG_FILE: await file('config', lines.join('\n')),
    AWS_SHARED_CREDENTIALS_FILE: await file('credentials', '[dev]\naws_access_key_id = bob\naws_secret_access_key = x'),
  };
  const ran = await cli([...images, ...args], { environment: { ...profile, ...environment } });
  expect(ran).toEqual({ code: 0, stdout: '', stderr: 'No images.\n' });
  expect(scope()).toEqual(['bob', 'eu-central-1']);
});

test.each([
  ['no region', [], { AWS_REGION: undefined }, /^No region: give --region, or set AWS_REGION\n$/],
  ['no credentials', [], noKeys, /^No AWS credentials: .*AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.*\n$/],
  ['no such profile', ['--profile', 'prod'], {}, /^No AWS credentials in the profile prod: .*\n$/],
  ['nobody there', ['--endpoint-url', 'http://127.0.0.1:1'], {}, /^No answer: connect ECONNREFUSED 127\.0\.0\.1:1\n$/],
])('%s: one line says so', async (_title, args, environment, words) => {
  const { code, stdout, stderr } = await cli([...images, ...args], { environment });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(words);
});

test('what is no AWS service is told as such', async () => {
  const server = createServer((_request, response) => response.end('<html>Welcome</html>')).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const ran = await cli([...images, '--endpoint-url', url]);
  server.close();
  expect(ran).toEqual({ code: 1, stdout: '', stderr: 'What answers there is no AWS service\n' });
});

test('an endpoint that takes too long is given up', () => {
  const error = Object.assign(new Error('a request has exceeded'), { name: 'TimeoutError' });
  expect(describeError(error)).toEqual({
    text: 'No answer: AWS, or what is to stand in for it, took too long',
    exitCode: 1,
  });
});

test('whoever reads only the beginning (| head) hears of no error', async () => {
  const child = start(['list', 'packages', '--type', 'versioned', '--json', '--endpoint-url', aws.endpoint]);
  let stderr = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  child.stdout.once('data', () => child.stdout.destroy());
  await once(child, 'close');
  expect({ code: child.exitCode, stderr }).toEqual({ code: 0, stderr: '' });
});
