import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { complete } from './processes.ts';

export const stackName = 'NotifierE2e';

export interface Deployment {
  /** Of the project: this one, or another commit's. */
  readonly root: string;
  /** Absolute path of the config. */
  readonly config: string;
  /** Of an existing table. */
  readonly tableName?: string | undefined;
}

/** What the stack says of itself when it is deployed, by the outputs' names. */
export type Outputs = Readonly<Record<string, string>>;

/** In ms: a synthesis on a busy machine, and the deployment. */
const patience = 4 * 60_000;

/** Runs `npx cdk` as a user does. */
export class Cdk {
  readonly #folder: string;
  readonly #env: NodeJS.ProcessEnv;
  readonly #signal: AbortSignal;
  #runs = 0;

  constructor(folder: string, env: NodeJS.ProcessEnv, signal: AbortSignal) {
    this.#folder = folder;
    this.#env = env;
    this.#signal = signal;
  }

  /** Where the templates of the last run are. */
  get output(): string {
    return join(this.#folder, `cdk.out-${this.#runs}`);
  }

  async bootstrap(deployment: Deployment, environment: string): Promise<void> {
    await this.#run(deployment, ['bootstrap', environment]);
  }

  async deploy(deployment: Deployment): Promise<Outputs> {
    const file = join(this.#folder, 'outputs.json');
    rmSync(file, { force: true });
    await this.#run(deployment, ['deploy', '--require-approval', 'never', '--outputs-file', file]);
    const outputs = z
      .record(z.string(), z.record(z.string(), z.string()))
      .parse(JSON.parse(readFileSync(file, 'utf8')));
    return outputs[stackName] ?? {};
  }

  async destroy(deployment: Deployment): Promise<void> {
    await this.#run(deployment, ['destroy', '--force']);
  }

  async #run({ root, config, tableName }: Deployment, command: readonly string[]): Promise<void> {
    this.#runs++;
    const context = [`config=${config}`, `stackName=${stackName}`, ...(tableName ? [`tableName=${tableName}`] : [])];
    await complete(
      `cdk ${command[0] ?? ''}`,
      {
        file: 'npx',
        args: ['--no', 'cdk', '--', ...command, ...context.flatMap((one) => ['-c', one]), '--output', this.output],
        cwd: root,
        env: this.#env,
        log: join(this.#folder, 'cdk.log'),
      },
      patience,
      this.#signal,
    );
  }
}
