import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startSlackStandIn, type SlackStandIn } from '../../local/slack/index.ts';
import { account, arnOf, environment, region } from './account.ts';
import { startBoto, type Boto } from './boto.ts';
import { Cdk } from './cdk.ts';
import { freePort, startMinistack, startMoto } from './emulators.ts';
import { idsIn } from './inboxes.ts';
import { checkListeners } from './listeners.ts';
import type { Service } from './processes.ts';
import type { Call } from './router/call.ts';
import { refusal } from './router/guard.ts';
import { startRouter, type Router } from './router/index.ts';
import { Recording } from './router/recording.ts';
import type { Arrived } from './ledger.ts';

/** An AWS account of our own on this machine, a Slack, and a user of both. */
export class Stage {
  readonly folder: string;
  readonly environment = `aws://${account}/${region}`;
  readonly recording: Recording;
  readonly slackArrivals: Arrived[] = [];
  /** Sees each call when AWS has answered, and the function that waits for the answer has not got it yet. */
  onCall: ((call: Call) => void) | undefined;
  #cleanups: (() => unknown)[] = [];
  #ministack: Service | undefined;
  #moto: Service | undefined;
  #restart: (() => Promise<Service>) | undefined;
  #boto: Boto | undefined;
  /** One of its own: the other one waits while a function runs that makes calls. */
  #guard: Boto | undefined;
  #cdk: Cdk | undefined;
  #slack: SlackStandIn | undefined;

  private constructor(folder: string) {
    this.folder = folder;
    // ministack's worker is a CommonJS script, whatever a package.json above may say.
    writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }');
    this.recording = new Recording(join(folder, 'calls.jsonl'), arnOf);
  }

  /** Starts everything. What was started is stopped again if something fails. */
  static async start(folder: string, programs: string, signal: AbortSignal): Promise<Stage> {
    const stage = new Stage(folder);
    try {
      await stage.#start(programs, signal);
      return stage;
    } catch (error) {
      await stage.close();
      throw error;
    }
  }

  get boto(): Boto {
    return present(this.#boto);
  }

  get cdk(): Cdk {
    return present(this.#cdk);
  }

  get slack(): SlackStandIn {
    return present(this.#slack);
  }

  get ministack(): Service {
    return present(this.#ministack);
  }

  /** In good order: what it knows is written and read again. Functions that are at work are killed. */
  async restartMinistack(): Promise<void> {
    await this.ministack.stop();
    this.#ministack = await present(this.#restart)();
  }

  /** Of all that runs, whether it can be reached from elsewhere. */
  checkListeners(): void {
    checkListeners([this.ministack.pid, present(this.#moto).pid]);
  }

  async close(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).reverse()) await cleanup();
  }

  async #start(programs: string, signal: AbortSignal): Promise<void> {
    const { folder } = this;
    const env = environment();
    const ports = { ministack: await freePort(), moto: await freePort() };
    const router = await this.#route(ports);
    this.#slack = await this.#startSlack();
    this.#cleanups.push(() => this.#moto?.stop());
    this.#moto = await startMoto({ programs, folder, env }, ports.moto);
    const forFunctions = { AWS_ENDPOINT_URL: router.url, SLACK_API_URL: this.#slack.url };
    this.#restart = () => startMinistack({ programs, folder, env }, ports.ministack, forFunctions);
    this.#cleanups.push(() => this.#ministack?.stop());
    this.#ministack = await this.#restart();
    const forUser = { ...env, AWS_ENDPOINT_URL: router.url, AWS_ENDPOINT_URL_S3: router.url };
    this.#boto = startBoto(programs, forUser, join(folder, 'boto.log'));
    this.#guard = startBoto(programs, forUser, join(folder, 'boto.log'));
    this.#cleanups.push(() => {
      this.#boto?.close();
      this.#guard?.close();
    });
    this.#cdk = new Cdk(folder, forUser, signal);
  }

  async #route(ports: { readonly ministack: number; readonly moto: number }): Promise<Router> {
    const router = await startRouter({
      target: ({ service }) => (service === 'sagemaker' ? ports.moto : ports.ministack),
      before: (call) => refusal(call, present(this.#guard), arnOf),
      after: (call, status, body) => {
        this.recording.add(call, status, body);
        if (call.caller !== undefined) this.onCall?.(call);
      },
    });
    this.#cleanups.push(() => router.close());
    return router;
  }

  async #startSlack(): Promise<SlackStandIn> {
    const slack = await startSlackStandIn({
      port: 0,
      onMessage: ({ channel, blocks, edited }) => {
        // An update shows how it stands; what is told is posted.
        if (edited) return;
        const destination = channel.startsWith('webhook') ? 'hook' : 'bot';
        for (const id of idsIn(JSON.stringify(blocks), destination)) this.slackArrivals.push({ id });
      },
    });
    this.#cleanups.push(() => slack.close());
    return slack;
  }
}

function present<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the stage has not been started');
  return value;
}
