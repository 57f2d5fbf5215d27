import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { ApprovalNotifier } from '../../infra/approval-notifier.ts';
import { configOf } from './synthesize.ts';

const outdir = mkdtempSync(join(tmpdir(), 'notifier-bundling-'));
afterAll(() => {
  rmSync(outdir, { recursive: true });
});

/** Synthesizes one app with a notifier per config; gives the assets' folders. */
function bundles(name: string, ...configs: Config[]): string[] {
  const app = new App({ outdir: join(outdir, name) });
  configs.forEach((config, index) => new ApprovalNotifier(new Stack(app, `Stack${index}`), 'Notifier', { config }));
  const { directory } = app.synth();
  return readdirSync(directory)
    .filter((file) => file.startsWith('asset.'))
    .map((file) => join(directory, file));
}

const marked = configOf({ link: 'https://marker.example.com/{group}' });
const folders = bundles('one', marked);
const codes = folders.map((folder) => readFileSync(join(folder, 'index.js'), 'utf8'));

test('each function has a bundle', () => {
  expect(folders).toHaveLength(2);
});

test.each(folders)('a bundle starts in plain Node and exports the handler', (folder) => {
  const script = `process.stdout.write(typeof require(process.argv[1]).handler)`;
  const environment = { PATH: process.env.PATH, AWS_REGION: 'eu-west-1', POWERTOOLS_SERVICE_NAME: 'test' };
  const started = execFileSync('node', ['-e', script, join(folder, 'index.js')], {
    encoding: 'utf8',
    env: environment,
  });
  expect(started).toBe('function');
});

test('a bundle is one file', () => {
  for (const folder of folders) expect(readdirSync(folder)).toEqual(['index.js']);
});

test.each(codes.map((code, index) => [index, code] as const))(
  'bundle %i holds its config, and needs nothing but Node',
  (_, code) => {
    expect(code.includes('https://marker.example.com/{group}')).toBe(true);
    // Not after a [: the SDK tells in an error how one would load what it can do without.
    const required = [...code.matchAll(/(?<!\[)\brequire\("([^"]+)"\)/g)].map(([, name = '']) => name);
    const isBuiltin = (name: string) => name.startsWith('node:') || /^[a-z_/0-9]+$/.test(name);
    expect(required.filter((name) => !isBuiltin(name))).toEqual([]);
  },
);

test.each(codes.map((code, index) => [index, code] as const))(
  'bundle %i takes credentials from the environment only',
  (_, code) => {
    // As booleans: a failure must not print the bundle.
    for (const trace of ['Could not load credentials from any providers', 'sso_start_url', 'fromInstanceMetadata']) {
      expect([trace, code.includes(trace)]).toEqual([trace, false]);
    }
  },
);

test('a bundle stays small: it is read at every cold start', () => {
  for (const { length } of codes) expect(length).toBeLessThan(560_000);
});

test('the client of STS is only there where a source takes a role', () => {
  const sources = ['self', { account: '111122223333', region: 'eu-west-1', role: 'reader' }];
  const others = bundles('others', configOf({ sources })).map((folder) =>
    readFileSync(join(folder, 'index.js'), 'utf8'),
  );
  const asks = (code: string) => code.includes('AssumeRoleRequest') || code.includes('sts.');
  expect([codes.map(asks), others.map(asks)]).toEqual([
    [false, false],
    [true, true],
  ]);
});

test('the same config gives the same asset', () => {
  const names = (paths: readonly string[]) => paths.map((path) => path.split('/').at(-1)).sort();
  expect(names(bundles('again', marked))).toEqual(names(folders));
});

test('two notifiers in one app are bundled with a config each', () => {
  expect(bundles('two', marked, configOf())).toHaveLength(4);
});
