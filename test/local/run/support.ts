import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CreateModelPackageCommand, CreateModelPackageGroupCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';

const root = join(import.meta.dirname, '../../..');
const cleanups: (() => unknown)[] = [];

/** Call it in the test file, so that what a test starts ends with it. */
export function cleanUpAfterEach(): void {
  afterEach(async () => {
    for (let cleanup = cleanups.pop(); cleanup; cleanup = cleanups.pop()) await cleanup();
  });
}

export const atEnd = (cleanup: () => unknown): void => {
  cleanups.push(cleanup);
};

export async function temporaryFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'local-run-'));
  atEnd(() => rm(path, { recursive: true, force: true }));
  return path;
}

/** A file with this text; its path. */
export async function file(name: string, text: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, text);
  return path;
}

export interface Line {
  readonly id: string;
  readonly destination: string;
  readonly change: {
    readonly kind: string;
    readonly group?: string;
    readonly image?: string;
    readonly name?: string;
    readonly version?: number;
    readonly to?: string;
    readonly by?: { readonly name: string; readonly arn?: string };
    readonly approvalDescription?: string;
  };
  readonly message: Record<string, unknown>;
}

/** A process of `npm start`, without npm. */
export class Run {
  readonly child: ChildProcess;
  readonly exit: Promise<number | null>;
  stdout = '';
  stderr = '';

  constructor(child: ChildProcess) {
    this.child = child;
    child.stdout?.setEncoding('utf8').on('data', (text: string) => (this.stdout += text));
    child.stderr?.setEncoding('utf8').on('data', (text: string) => (this.stderr += text));
    this.exit = new Promise((resolve) => child.on('close', resolve));
  }

  /** What was printed with `--json`, as far as lines are whole: a kill may have torn the last. */
  lines(): Line[] {
    return this.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as Line);
  }

  /** Waits until it has come true, or the process has ended. */
  async until(condition: () => boolean): Promise<void> {
    while (!condition() && this.child.exitCode === null && this.child.signalCode === null) await setTimeout(10);
    if (!condition()) throw new Error(`it ended before: ${this.stdout}\n${this.stderr}`);
  }

  async ready(): Promise<string> {
    const pattern = /^READY (\S+)$/m;
    await this.until(() => pattern.test(this.stdout + this.stderr));
    return pattern.exec(this.stdout + this.stderr)?.[1] ?? '';
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exit;
  }
}

export async function start(
  args: readonly string[],
  { environment = {}, folder = root }: { environment?: Record<string, string>; folder?: string } = {},
): Promise<Run> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const PATH = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const script = scripts.start.replace('local/', `${root}/local/`);
  const child = spawn('sh', ['-c', `${script} "$@"`, 'sh', ...args], {
    cwd: folder,
    // As in a pipeline, where libraries take a pipe for a terminal.
    env: { ...process.env, CI: 'true', NODE_OPTIONS: '', PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  atEnd(() => child.kill('SIGKILL'));
  return new Run(child);
}

/** Runs it to its end. */
export async function runToEnd(...parameters: Parameters<typeof start>): Promise<Run & { code: number | null }> {
  const run = await start(...parameters);
  return Object.assign(run, { code: await run.exit });
}

export function sageMaker(endpoint: string): SageMakerClient {
  const credentials = { accessKeyId: 'alice', secretAccessKey: 'secret' };
  const client = new SageMakerClient({ endpoint, region: 'us-east-1', credentials });
  atEnd(() => {
    client.destroy();
  });
  return client;
}

export async function createGroup(client: SageMakerClient, name: string): Promise<void> {
  await client.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName: name }));
}

export async function register(client: SageMakerClient, group: string): Promise<string> {
  const { ModelPackageArn = '' } = await client.send(new CreateModelPackageCommand({ ModelPackageGroupName: group }));
  return ModelPackageArn;
}

/** `approval churn-model v4 Approved`, for each notification. */
export const short = (lines: readonly Line[]): string[] =>
  lines.map(({ change: { kind, group, image, name, version, to } }) =>
    [kind, group ?? image ?? name, version && `v${version}`, to].filter(Boolean).join(' '),
  );
