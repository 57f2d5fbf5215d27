import type { SQSEvent, SQSRecord } from 'aws-lambda';
import type { Config } from '../../../functions/runtime/config/schema.ts';
import type { Whims } from '../aws/sagemaker.ts';
import type { Invocation } from '../engine/container.ts';
import type { Nature } from '../engine/fault.ts';
import { Scheduler } from '../engine/scheduler.ts';
import type { CleanPoll, CleanReact } from '../model/evidence.ts';
import { Cloud } from './cloud.ts';
import { Lambda } from './lambda.ts';
import { hereKey } from './names.ts';
import type { Handlers, Notifier } from './notifier.ts';
import { Queue } from './queue.ts';

export interface DeploymentOptions {
  readonly notifier: Notifier;
  readonly config: Config;
  /** When it begins, epoch ms. */
  readonly start: number;
  readonly nature: Nature;
  readonly whims: Omit<Whims, 'now'>;
  /** Whether ARNs spell names in lower case. */
  readonly lowerCases: boolean;
  readonly random: (below: number) => number;
  /** ms by which Lambda is late to end what takes too long. @default 0 */
  readonly grace?: () => number;
  /** Whether an invocation may fail that nothing befell: an older release does over what it does not know. @default false */
  readonly mayFail?: boolean | undefined;
}

/** What an event is about. */
function aboutOf(body: string): Pick<CleanReact, 'source' | 'arn'> {
  const { account, region, resources } = JSON.parse(body) as Record<'account' | 'region', string> & {
    readonly resources: readonly string[];
  };
  return { source: `${account}/${region}`, arn: resources[0] ?? '' };
}

const minute = 60_000;
/** Of the schedule, and the longest that a poll may take. */
export const period = 5 * minute;
const reactTimeout = minute;

/** The notifier as it is deployed: its functions, its queue, and what they meet. */
export class Deployment {
  readonly scheduler: Scheduler;
  readonly cloud: Cloud;
  readonly lambda: Lambda;
  readonly queue: Queue;
  readonly cleanPolls: CleanPoll[] = [];
  readonly cleanReacts: CleanReact[] = [];
  /** Attempts of calls, and those of them that something befell. */
  calls = 0;
  faults = 0;
  polls = 0;
  readonly #mayFail: boolean;
  /** When a list was last behind. */
  laggedAt = -Infinity;

  constructor(options: DeploymentOptions) {
    const { notifier, config, start, nature, whims, lowerCases, random, grace = () => 0, mayFail = false } = options;
    this.#mayFail = mayFail;
    this.scheduler = new Scheduler(start);
    const { scheduler } = this;
    const lag = () => {
      const ms = whims.lag();
      if (ms > 0) this.laggedAt = scheduler.now();
      return ms;
    };
    this.cloud = new Cloud({ scheduler, whims: { ...whims, lag }, lowerCases });
    const surroundings = {
      scheduler,
      nature: {
        latency: () => nature.latency(),
        fault: (site: Parameters<Nature['fault']>[0]) => {
          const fault = nature.fault(site);
          if (fault) this.faults++;
          return fault;
        },
      },
      count: () => this.calls++,
    };
    this.lambda = new Lambda({ cloud: this.cloud, surroundings, random, grace }, notifier, config);
    this.queue = new Queue({
      scheduler,
      visibility: 6 * reactTimeout,
      maxReceiveCount: 3,
      consume: (records) => this.#react(records),
    });
  }

  /** One poll of one source; resolves when it is over. */
  async poll(source = hereKey): Promise<Invocation> {
    const { faults } = this;
    this.polls++;
    const { invocation } = await this.lambda.invoke('poll', period, { source }, (handlers, event, { deadline }) =>
      handlers.poll(event, this.#until(deadline)),
    );
    const { began, outcome, isBlind } = invocation;
    if (faults < this.faults) return invocation;
    if (outcome === 'threw') this.#blame(invocation);
    if (outcome === 'returned' && !isBlind && this.laggedAt < began)
      this.cleanPolls.push({ source, began, ended: this.scheduler.now() });
    return invocation;
  }

  async #react(Records: SQSRecord[]) {
    const { faults } = this;
    const event: SQSEvent = { Records };
    const react = (handlers: Handlers, batch: SQSEvent, { deadline }: Invocation) =>
      handlers.react(batch, this.#until(deadline));
    const { result, invocation } = await this.lambda.invoke('react', reactTimeout, event, react);
    const { began, outcome } = invocation;
    if (faults === this.faults && outcome === 'threw') this.#blame(invocation);
    if (faults === this.faults && outcome === 'returned' && result?.batchItemFailures.length === 0) {
      const ended = this.scheduler.now();
      for (const { body } of Records) this.cleanReacts.push({ ...aboutOf(body), began, ended });
    }
    return outcome === 'returned' ? result : undefined;
  }

  /** One refusal, and whatever else is no fault, stops no other's work. */
  #blame({ name, began, why }: Invocation): void {
    if (!this.#mayFail) this.cloud.watchdog.fails(`${name} at ${new Date(began).toISOString()}: ${why ?? ''}`);
  }

  #until(deadline: number) {
    return { getRemainingTimeInMillis: () => deadline - this.scheduler.now() };
  }
}
