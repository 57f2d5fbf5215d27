import type { SQSEvent } from 'aws-lambda';
import { createPollHandler } from '../../functions/poll/poll-handler.ts';
import { createReactHandler } from '../../functions/react/react-handler.ts';
import { compose } from '../../functions/runtime/compose.ts';
import type { Config } from '../../functions/runtime/config/schema.ts';
import type { Telemetry } from '../../functions/runtime/telemetry.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { randomBy } from '../support/random.ts';
import { config, rule } from '../support/world.ts';
import { clientsOf, type Services } from './aws/clients.ts';
import { DynamoDb } from './aws/dynamodb.ts';
import { SageMaker, stateAt, type Version } from './aws/sagemaker.ts';
import { EventBridge } from './aws/eventbridge.ts';
import { Slack, postOf } from './aws/slack.ts';
import { Sns } from './aws/sns.ts';
import { Container, type Fault } from './engine/container.ts';
import { Scheduler } from './engine/scheduler.ts';
import { judge, type Accepted, type CleanPoll, type Told } from './model/judge.ts';

export interface Plan {
  readonly seed: number;
  /** What happens, one after the other. */
  readonly steps: number;
  /** Of them those that are left out: how a history is made shorter. */
  readonly without?: ReadonlySet<number>;
}

export interface Outcome {
  readonly violation?: string;
  readonly polls: number;
  readonly calls: number;
  readonly faults: number;
  readonly accepted: number;
  readonly doubled: number;
}

const minute = 60_000;
const period = 5 * minute;
const table = 'approval-notifier';
const source = { account: '111122223333', region: 'us-east-1' };
const start = Date.parse('2026-01-05T09:00:00.000Z');
const groups = ['Fraud', 'churn', 'credit'];
const topicArn = 'arn:aws:sns:us-east-1:111122223333:machines';
const webhook = 'https://hooks.slack.com/services/T000/B000/secretsecretsecret';

const used: Config = config({
  watch: [rule({ notify: ['machines', 'bus', 'chat'] })],
  limits: { requestsPerSecond: 100, pageSize: 3 },
  destinations: {
    machines: { sns: { format: 'json', email: [] } },
    bus: { eventbridge: { bus: 'default' } },
    chat: { slack: { webhook: 'slack' } },
  },
});

/** One history: a registry that is worked on, a notifier whose processes and services fail, and in the end peace. */
export async function live(plan: Plan): Promise<Outcome> {
  return new History(plan).run();
}

class History {
  readonly #plan: Plan;
  readonly #scheduler = new Scheduler(start);
  readonly #random: (below: number) => number;
  readonly #registry: SageMaker;
  readonly #table = new DynamoDb({ table, pageItems: 3 });
  readonly #slack: Slack;
  readonly #sns = new Sns([topicArn]);
  readonly #bus = new EventBridge(source);
  readonly #accepted: Omit<Accepted, 'change'>[] = [];
  readonly #cleanPolls: CleanPoll[] = [];
  readonly #removedGroups: { readonly group: string; readonly at: number }[] = [];
  readonly #changes = new Map<string, Told>();
  /** Of a hundred thousand calls so many fail. */
  readonly #storm: number;
  #calls = 0;
  #faults = 0;
  #polls = 0;
  #writes = 0;
  #isPeace = false;
  #ids = 0;
  #laggedAt = -Infinity;

  constructor(plan: Plan) {
    this.#plan = plan;
    this.#random = randomBy(plan.seed);
    this.#storm = [0, 300, 1000, 3000][this.#random(4)] ?? 0;
    const { now } = this.#scheduler;
    this.#registry = new SageMaker(
      {
        now,
        lag: () => {
          if (this.#isPeace || this.#random(8) > 0) return 0;
          this.#laggedAt = now();
          return this.#random(90_000);
        },
        isEmpty: () => !this.#isPeace && this.#random(12) === 0,
      },
      { lowerCases: this.#random(2) === 0 },
    );
    this.#slack = new Slack(now);
  }

  /** As one process meets them. */
  #services(container: Container): Services {
    const tell = (destination: string, message: string) => {
      const { id, change } = JSON.parse(message) as { id: string; change: Told };
      this.#accept(destination, id, container, change);
    };
    return {
      sagemaker: this.#registry,
      dynamodb: {
        execute: (operation, input) => {
          if (/Update|Put|Delete/u.test(operation)) this.#writes++;
          return this.#table.execute(operation, input);
        },
      },
      sns: {
        execute: (operation, input) => {
          const output = this.#sns.execute(operation, input);
          for (const { message } of this.#sns.published.splice(0)) tell('machines', message);
          return output;
        },
      },
      eventbridge: {
        execute: (operation, input) => {
          const output = this.#bus.execute(operation, input);
          for (const { detail } of this.#bus.events.splice(0)) tell('bus', JSON.stringify(detail));
          return output;
        },
      },
      secrets: { execute: () => ({ SecretString: webhook }) },
    };
  }

  #accept(destination: string, id: string, container: Container, change?: Told): void {
    if (change) this.#changes.set(id.split('.')[0] ?? '', change);
    this.#accepted.push({ destination, id, at: this.#scheduler.now(), wasHarmed: () => container.isHarmed });
  }

  async run(): Promise<Outcome> {
    const { steps, without = new Set() } = this.#plan;
    for (const group of groups) for (let n = this.#random(3); n > 0; n--) this.#registry.register(group, 'Approved');
    await this.#scheduler.runUntil(start + minute);
    this.#isPeace = true;
    void this.#poll();
    await this.#scheduler.runUntil(start + period);
    const inForce = this.#cleanPolls[0]?.began ?? start;
    this.#isPeace = false;
    this.#schedule();
    for (let step = 0; step < steps; step++) {
      const random = randomBy(this.#plan.seed * 1000 + step);
      const gap = random(4) === 0 ? random(200) : random(4 * minute);
      await this.#scheduler.runUntil(this.#scheduler.now() + gap);
      if (!without.has(step)) this.#step(random);
    }
    await this.#peace();
    const evidence = {
      versions: this.#registry.versions,
      removedGroups: this.#removedGroups,
      accepted: this.#accepted.flatMap((one) => {
        const change = this.#changes.get(one.id.split('.')[0] ?? '');
        return change ? [{ ...one, change }] : [];
      }),
      destinations: ['machines', 'bus', 'chat'],
      cleanPolls: this.#cleanPolls,
      inForce,
    };
    const violation = judge(evidence) ?? (await this.#unsettled());
    const ids = this.#accepted.map(({ id }) => id);
    return {
      ...(violation !== undefined && { violation }),
      polls: this.#polls,
      calls: this.#calls,
      faults: this.#faults,
      accepted: ids.length,
      doubled: ids.length - new Set(ids).size,
    };
  }

  /** Every five minutes, unless Scheduler loses it, is late or says it twice. */
  #schedule(): void {
    this.#scheduler.after(period, () => {
      this.#schedule();
      const luck = this.#isPeace ? 20 : this.#random(20);
      if (luck === 0) return;
      void this.#poll();
      if (luck === 1) this.#scheduler.after(this.#random(period), () => void this.#poll());
    });
  }

  #step(random: (below: number) => number): void {
    const there = this.#registry.there();
    const one = there[random(Math.max(1, there.length))];
    const group = groups[random(groups.length)] ?? '';
    const what = random(20);
    if (what < 5 || !one)
      this.#told(this.#registry.register(group, random(5) === 0 ? 'Approved' : 'PendingManualApproval'));
    else if (what < 13) {
      const { approval } = stateAt(one, this.#scheduler.now());
      const to =
        approval === 'Approved'
          ? 'Rejected'
          : approval === 'Rejected' && random(3) === 0
            ? 'PendingManualApproval'
            : 'Approved';
      this.#registry.change(one, { approval: to });
      this.#told(one);
    } else if (what < 14) {
      this.#registry.change(one, { status: 'Failed' });
      this.#told(one);
    } else if (what < 16) {
      this.#registry.remove(one);
      if (random(2) === 0)
        this.#told(this.#registry.register(one.group, 'PendingManualApproval', 'Completed', one.number));
    } else if (what < 17) {
      for (const each of there) if (each.group === group) this.#registry.remove(each);
      this.#registry.removeGroup(group);
      this.#removedGroups.push({ group, at: this.#scheduler.now() });
    } else if (what < 18) void this.#poll();
    else if (what < 19) this.#slack.downUntil = this.#scheduler.now() + random(3) * 20 * minute;
    else this.#slack.closedUntil = this.#scheduler.now() + random(10 * minute);
  }

  /** SageMaker says of itself what happened: mostly, sooner or later, once or twice. */
  #told(version: Version): void {
    const luck = this.#random(10);
    if (luck < 2) return;
    for (let times = luck === 2 ? 2 : 1; times > 0; times--) {
      this.#scheduler.after(
        this.#random(4) === 0 ? this.#random(10 * minute) : this.#random(3000),
        () => void this.#react(version),
      );
    }
  }

  async #poll(): Promise<void> {
    const began = this.#scheduler.now();
    const faults = this.#faults;
    const container = this.#container(5 * minute);
    this.#polls++;
    let isClean = true;
    const build = this.#build(container);
    try {
      await createPollHandler(
        build,
        this.#telemetry(() => {
          isClean = false;
        }),
      )({}, this.#context(began + 5 * minute));
    } catch {
      isClean = false;
    }
    container.isDone = true;
    if (isClean && container.isAlive && faults === this.#faults && this.#laggedAt < began)
      this.#cleanPolls.push({ began, ended: this.#scheduler.now() });
  }

  async #react({ arn, group, number }: Version): Promise<void> {
    const began = this.#scheduler.now();
    const container = this.#container(minute);
    const detail = { ModelPackageArn: arn, ModelPackageGroupName: group, ModelPackageVersion: number };
    const event = {
      source: 'aws.sagemaker',
      'detail-type': 'SageMaker Model Package State Change',
      ...source,
      resources: [arn],
      detail,
    };
    const Records = [{ messageId: '1', body: JSON.stringify(event) }];
    try {
      await createReactHandler(this.#build(container), this.#telemetry())(
        { Records } as SQSEvent,
        this.#context(began + minute),
      );
    } catch {
      // The queue gives it again; here the poll finds it.
    }
    container.isDone = true;
  }

  /** From now on nothing fails, and all has time to be told. */
  async #peace(): Promise<void> {
    this.#isPeace = true;
    await this.#scheduler.runUntil(this.#scheduler.now() + 180 * minute);
  }

  /** What should be so when peace has lasted. */
  async #unsettled(): Promise<string | undefined> {
    this.#writes = 0;
    await Promise.all([this.#poll(), this.#scheduler.runUntil(this.#scheduler.now() + 4 * minute)]);
    if (this.#writes > 0) return `an unchanged registry made ${this.#writes} writes`;
    const container = this.#container(minute);
    const { dynamodb: client } = clientsOf(container, this.#services(container));
    const loading = createDynamoStore({
      client,
      table,
      source,
      clock: container,
      newId: () => '',
      keepHistory: 1,
    }).load();
    const [state] = await Promise.all([loading, this.#scheduler.runUntil(this.#scheduler.now() + minute)]);
    if (state.chunks.some(({ entries }) => entries.length > 0)) return 'something still waits to be told';
    const records = state.chunks.flatMap(({ collection, records: all }) =>
      [...all].map(
        ([member, record]) => `${collection.name} ${member} ${'approval' in record ? (record.approval ?? '') : ''}`,
      ),
    );
    const there = this.#registry
      .there()
      .map((one) => `${one.group} ${one.number} ${stateAt(one, this.#scheduler.now()).approval}`);
    const [remembered, real] = [records.sort().join('; '), [...there].sort().join('; ')];
    return remembered === real ? undefined : `the records are ${remembered}; the registry is ${real}`;
  }

  #container(remaining: number): Container {
    const container = new Container({
      scheduler: this.#scheduler,
      nature: { fault: () => this.#fault(), latency: () => 2 + this.#random(30) },
      count: () => this.#calls++,
    });
    // Lambda ends what takes too long; now and then it only thinks so.
    this.#scheduler.after(remaining + (this.#random(5) === 0 ? 60 * minute : 0), () => {
      container.kill();
    });
    return container;
  }

  #fault(): Fault | undefined {
    if (this.#isPeace || this.#random(100_000) >= this.#storm) return undefined;
    this.#faults++;
    return faults[this.#random(faults.length)];
  }

  #build(container: Container) {
    const clients = clientsOf(container, this.#services(container));
    const newId = () => `id-${this.#ids++}`;
    return () =>
      compose({
        config: used,
        source,
        table,
        topics: { machines: topicArn },
        clients,
        clock: container,
        post: postOf(container, (body) =>
          this.#slack.answer(body, () => {
            const ids = [...body.matchAll(/[\w-]{22}\.chat\b/gu)].map(([id]) => id);
            for (const id of new Set(ids)) this.#accept('chat', id, container);
          }),
        ),
        random: () => this.#random(1000) / 1000,
        newId,
      });
  }

  #context = (deadline: number) => ({ getRemainingTimeInMillis: () => deadline - this.#scheduler.now() });

  #telemetry(onUnreadable: () => void = () => undefined): Telemetry {
    return {
      log: { info: () => undefined, warn: () => undefined },
      report: ({ unreadable }) => {
        if (unreadable > 0) onUnreadable();
      },
      reacted: () => undefined,
    };
  }
}

const faults: readonly Fault[] = [
  'throttled',
  'unavailable',
  'lost',
  'lost',
  'refused',
  'killed-before',
  'killed-after',
  'stalled',
];
