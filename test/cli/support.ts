import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

export const root = join(import.meta.dirname, '../..');
const cleanups: (() => unknown)[] = [];

/** Call it in the test file, so that what a test starts ends with it. */
export function cleanUpAfterEach(): void {
  afterEach(async () => {
    for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) await cleanup();
  });
}

/** Done when the test is over. */
export const cleanUp = (cleanup: () => unknown): void => void cleanups.push(cleanup);

export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cli-'));
  cleanups.push(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A file with this text; its path. */
export async function file(name: string, content: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  /** Beside the defaults; `undefined` takes one of them away. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly program?: string;
}

/** Nothing of this machine's own AWS configuration; and, as in a pipeline, what makes libraries take a pipe for a terminal. */
const environment = {
  PATH: process.env['PATH'],
  HOME: tmpdir(),
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_ACCESS_KEY_ID: 'alice',
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_REGION: 'us-east-1',
  CI: 'true',
  FORCE_COLOR: '1',
};

/** The command line, as whoever calls it sees it. */
export async function cli(args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = start(args, options);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

export function start(args: readonly string[], options: RunOptions = {}) {
  const { program = join(root, 'cli/start.cjs') } = options;
  const env = { ...environment, ...options.environment };
  const child = spawn(process.execPath, [program, ...args], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  cleanups.push(() => child.kill('SIGKILL'));
  return child;
}

export interface Listing {
  readonly NextToken?: string;
  readonly ModelPackageSummaryList?: readonly Record<string, unknown>[];
  readonly Images?: readonly Record<string, unknown>[];
  readonly ImageVersions?: readonly Record<string, unknown>[];
}

/** What a listing printed with `--json`. */
export async function listed(endpoint: string, args: readonly string[]): Promise<Listing> {
  const { code, stdout, stderr } = await cli(['list', ...args, '--json', '--endpoint-url', endpoint]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Listing;
}
