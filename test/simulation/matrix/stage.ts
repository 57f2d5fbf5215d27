import type { Config } from '../../../functions/runtime/config/schema.ts';
import { sourcesOf } from '../../../functions/runtime/config/configured-sources.ts';
import { sourceKey } from '../../../functions/domain/collection.ts';
import type { SageMaker } from '../aws/sagemaker.ts';
import type { Version } from '../aws/sagemaker/records.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { Deployment } from '../cloud/deployment.ts';
import type { Ledger } from '../cloud/ledger.ts';
import { here, hereKey } from '../cloud/names.ts';
import type { Notifier } from '../cloud/notifier.ts';
import { Container } from '../engine/container.ts';
import type { Fault, Site } from '../engine/fault.ts';
import type { Setting } from '../history/setting.ts';
import type { Accepted, Era, Removal } from '../model/evidence.ts';
import type { Mishap } from './mishap.ts';
import { Pages } from './pages.ts';
import { siteOf } from './site.ts';
import { Starving } from './starving.ts';

const minute = 60_000;
const start = Date.parse('2026-01-05T09:00:00.000Z');
/** One way of a call, ms. */
const latency = 5;

/** An attempt of a call, as it was made. */
export interface Attempt extends Pick<Site, 'caller' | 'service' | 'operation' | 'index' | 'call'> {
  readonly site: string;
  /** `poll 3`; nothing if no function made it. */
  readonly invocation: string | undefined;
  /** Since that began, ms. */
  readonly after: number;
  /** Whether it asks for a page that is not the first. */
  readonly goesOn: boolean;
}

export interface StageOptions {
  readonly config: Config;
  /** A group that it does not watch. */
  readonly omits?: string;
  readonly lowerCases: boolean;
  readonly reminds?: { readonly after: number; readonly every: number } | undefined;
  readonly mishaps: readonly Mishap[];
  readonly notifier: Notifier;
}

/** Where a scene is played: the notifier as it is deployed, and what befalls it. */
export class Stage {
  readonly deployment: Deployment;
  readonly removals: Removal[] = [];
  readonly restores: never[] = [];
  readonly eras: Era[];
  readonly setting: Pick<Setting, 'reminds' | 'hasImages' | 'hasPackages'>;
  readonly sources: readonly string[];
  /** All that were made. */
  readonly attempts: Attempt[] = [];
  readonly starving: Starving;
  /** When the rules came into force. */
  watchedSince = Infinity;
  /** What Slack accepted of a process that stood still till after its time: nobody can hold that back but Slack. */
  readonly #late = new Set<string>();
  /** Hears of every attempt before it is on its way; may say how long that takes, ms. */
  sends: (site: Site) => number = () => latency;
  readonly #pages = new Pages();
  /** How long the attempt takes that is about to be on its way. */
  #way: number | undefined;
  readonly #mishaps: readonly Mishap[];
  #struck = 0;

  constructor({ config, omits, lowerCases, reminds, mishaps, notifier }: StageOptions) {
    this.#mishaps = mishaps;
    this.setting = { ...(reminds && { reminds }), hasImages: true, hasPackages: true };
    this.sources = sourcesOf(config, here).map(sourceKey);
    this.eras = [
      { from: start, destinations: Object.keys(config.destinations), ...(omits !== undefined && { omits }) },
    ];
    this.starving = new Starving(
      new Map(mishaps.flatMap((one) => (one.kind === 'deadline' ? [[one.invocation, one.remaining]] : []))),
    );
    const isStalled = mishaps.some((one) => 'fault' in one && one.fault === 'stalled');
    this.deployment = new Deployment({
      ...{ config, start, lowerCases, nature: this.#nature, whims: this.#pages.whims },
      notifier: this.starving.of(notifier),
      random: (below) => below >> 1,
      // What stands still is worse when it goes on after all.
      grace: () => (isStalled ? 60 * minute : 0),
    });
    for (const registry of this.cloud.registries.values()) this.#pages.of(registry);
    this.#watch(this.cloud.ledger);
  }

  get cloud(): Cloud {
    return this.deployment.cloud;
  }

  /** How much of what was to befall it did. */
  get struck(): number {
    return this.#struck + this.#pages.odd + this.starving.starved.length;
  }

  readonly isLate = (accepted: Pick<Accepted, 'destination' | 'id' | 'at'>): boolean => this.#late.has(keyOf(accepted));

  readonly now = (): number => this.deployment.scheduler.now();

  /** Whether a poll of each source came to its end. */
  get isWatched(): boolean {
    return this.sources.every((key) => this.deployment.cleanPolls.some(({ source }) => source === key));
  }

  registry(source = hereKey): SageMaker {
    return this.cloud.registry(source);
  }

  removeGroup(group: string): void {
    const registry = this.registry();
    for (const one of registry.there()) if (one.group === group) registry.remove(one);
    registry.removeGroup(group);
    this.removals.push({ source: hereKey, within: group, at: this.now() });
  }

  /** An event says that something happened to it. */
  tell({ arn, group, number }: Version, source = hereKey): void {
    const [account, region] = source.split('/');
    const detail = { ModelPackageArn: arn, ModelPackageGroupName: group, ModelPackageVersion: number };
    const named = { source: 'aws.sagemaker', 'detail-type': 'SageMaker Model Package State Change' };
    this.deployment.queue.send(JSON.stringify({ ...named, account, region, resources: [arn], detail }));
  }

  pass(minutes: number): Promise<void> {
    return this.deployment.scheduler.runUntil(this.now() + minutes * minute);
  }

  /** A minute later all is polled, one source after the other; that takes five minutes. */
  async poll(): Promise<void> {
    await this.pass(1);
    this.watchedSince = Math.min(this.watchedSince, this.now());
    for (const source of this.sources) {
      void this.deployment.poll(source);
      await this.pass(1);
    }
    await this.pass(4 - this.sources.length);
  }

  /** What befalls the first of them does not befall the second: what they look at has outlived a look. */
  async pollTwice(): Promise<void> {
    await this.poll();
    await this.poll();
  }

  /** Runs what is no function, with calls that can fail as all others. */
  async run(name: string, task: (container: Container) => Promise<void>): Promise<void> {
    const surroundings = {
      ...{ scheduler: this.deployment.scheduler, nature: this.#nature },
      count: () => this.deployment.calls++,
    };
    const container = new Container(name, surroundings);
    void container.invoke({ remaining: 5 * minute, grace: 0 }, () => task(container));
    await this.pass(1);
  }

  readonly #nature = {
    latency: () => {
      const way = this.#way ?? latency;
      this.#way = undefined;
      return way;
    },
    fault: (site: Site): Fault | undefined => {
      this.#note(site);
      this.#way = this.sends(site);
      for (const one of this.#mishaps) {
        if (one.kind === 'listing' && one.index === site.index) {
          this.#pages.next = one.whim;
          this.deployment.faults++;
        }
        const isThis = one.kind === 'attempt' && one.index === site.index;
        const isOfThis = one.kind === 'call' && one.call === site.call;
        if (!isThis && !isOfThis) continue;
        this.#struck++;
        return one.fault;
      }
      return undefined;
    },
  };

  #watch(ledger: Ledger): void {
    const accept = ledger.accept.bind(ledger);
    ledger.accept = (destination, id, { at, by }) => {
      accept(destination, id, { at, by });
      if (at >= by.deadline) this.#late.add(keyOf({ destination, id, at }));
    };
  }

  #note(site: Site): void {
    const { caller, service, operation, index, call, process, input } = site;
    if (!(process instanceof Container)) return;
    const { invocation } = process;
    this.attempts.push({
      ...{ caller, service, operation, index, call, site: siteOf(site) },
      invocation: this.starving.nameOf(invocation),
      after: this.now() - invocation.began,
      goesOn: input !== undefined && 'NextToken' in input && input.NextToken !== undefined,
    });
  }
}

const keyOf = ({ destination, id, at }: Pick<Accepted, 'destination' | 'id' | 'at'>): string =>
  `${destination} ${id} ${at}`;
