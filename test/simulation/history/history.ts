import type { Config } from '../../../functions/runtime/config/schema.ts';
import { randomBy } from '../../support/random.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { Deployment, period } from '../cloud/deployment.ts';
import { hereKey, thereKey } from '../cloud/names.ts';
import { production, type Notifier } from '../cloud/notifier.ts';
import { leaveReality } from '../engine/reality.ts';
import type { Era, Evidence, Removal, Restore } from '../model/evidence.ts';
import { judge, type Violation } from '../model/judge.ts';
import { words } from '../model/words.ts';
import { eventAbout, type Subject } from './event.ts';
import { evidenceOf } from './evidence.ts';
import { settingOf, type Setting } from './setting.ts';
import { step } from './steps.ts';
import { burst } from './steps/versions.ts';
import { groups, images } from './steps/pick.ts';
import { unsettled } from './unsettled.ts';
import { Weather } from './weather.ts';

export type Mode = 'safety' | 'liveness';

export interface Plan {
  readonly seed: number;
  /** How much happens, one after the other. */
  readonly steps: number;
  /** Of it what is left out, and which faults: how a history is made shorter. */
  readonly without?: ReadonlySet<number>;
  readonly spared?: ReadonlySet<string>;
  /** `safety`: it fails to the end, and what is told must be right. `liveness`: then peace comes, and all must be told. @default liveness */
  readonly mode?: Mode;
  /** @default the product */
  readonly notifier?: Notifier;
  /** Changes what the seed has drawn. */
  readonly change?: (drawn: Setting) => Setting;
  /** Called once: the notifier is deployed and has looked, and faults begin. */
  readonly onBegin?: (history: History) => void;
  /** Called once: it is over, and is about to be judged. */
  readonly onEnd?: (evidence: Evidence) => void;
}

export interface Outcome {
  /** The first promise that was broken. */
  readonly violation?: Violation;
  readonly polls: number;
  readonly calls: number;
  readonly faults: number;
  readonly accepted: number;
  readonly doubled: number;
  /** Simulated ms. */
  readonly lasted: number;
  /** Of a destination, ms. */
  readonly outage: number;
}

const minute = 60_000;
const start = Date.parse('2026-01-05T09:00:00.000Z');
const longestOutage = 76 * 60 * minute;

/** One history: a registry that is worked on, and a notifier whose processes and services fail. */
export async function live(plan: Plan): Promise<Outcome> {
  const backToReality = leaveReality();
  try {
    return await new History(plan).run();
  } finally {
    backToReality();
  }
}

export class History {
  readonly setting: Setting;
  readonly deployment: Deployment;
  readonly removals: Removal[] = [];
  readonly restores: Restore[] = [];
  readonly eras: Era[] = [];
  rotatingUntil = 0;
  isToBeRestored = false;
  /** Of what may not be read, by its ARN. */
  refuses: (arn: string) => boolean = () => false;
  readonly #plan: Plan;
  readonly #random: (below: number) => number;
  readonly weather: Weather;
  readonly #notes: { readonly at: number; readonly what: string }[] = [];
  #secrets = 0;

  constructor(plan: Plan) {
    const random = randomBy(plan.seed);
    this.#plan = plan;
    this.#random = random;
    const drawn = settingOf(random);
    this.setting = plan.change?.(drawn) ?? drawn;
    const { config, storm, lowerCases } = this.setting;
    const weather = new Weather({ seed: plan.seed, storm, spared: plan.spared }, (name) => {
      this.note(name);
    });
    this.weather = weather;
    this.deployment = new Deployment({
      notifier: plan.notifier ?? production,
      ...{ config, start, nature: weather, lowerCases, random },
      whims: {
        lag: () => (weather.isCalm || random(8) > 0 ? 0 : random(90_000)),
        isEmpty: () => !weather.isCalm && random(12) === 0,
        repeats: () => !weather.isCalm && random(12) === 0,
        refused: (_operation, subject) => this.refuses(subject),
      },
      // Now and then Lambda only thinks that it has ended what takes too long.
      grace: () => (random(5) === 0 ? 60 * minute : 0),
    });
  }

  get cloud(): Cloud {
    return this.deployment.cloud;
  }

  readonly now = (): number => this.deployment.scheduler.now();

  get sources(): readonly string[] {
    return this.setting.hasOtherSource ? [hereKey, thereKey] : [hereKey];
  }

  readonly note = (what: string): void => {
    this.#notes.push({ at: this.now(), what });
  };

  /** What happened and what was told, in the order of time. */
  get told(): readonly string[] {
    const told = this.cloud.ledger
      .all()
      .map(({ at, destination, change }) => ({ at, what: `  ${destination} is told: ${words(change)}` }));
    return [...this.#notes, ...told]
      .sort((a, b) => a.at - b.at)
      .map(({ at, what }) => `${new Date(at).toISOString()} ${what}`);
  }

  newSecret(): number {
    return ++this.#secrets;
  }

  deploy(config: Config, omits?: string): void {
    this.deployment.lambda.deploy(config);
    const destinations = Object.keys(config.destinations);
    this.note(`deployed for ${destinations.join(', ')}${omits === undefined ? '' : `, without ${omits}`}`);
    this.eras.push({ from: this.now(), destinations, ...(omits !== undefined && { omits }) });
  }

  /** SageMaker says of itself what happened: mostly, sooner or later, once or twice. */
  tell(source: string, about: Subject): void {
    const luck = this.#random(10);
    if (luck < 2) return;
    const body = eventAbout(source, about);
    for (let times = luck === 2 ? 2 : 1; times > 0; times--) {
      const late = this.#random(4) === 0 ? this.#random(10 * minute) : this.#random(3000);
      this.deployment.scheduler.after(late, () => {
        this.deployment.queue.send(body);
      });
    }
  }

  async run(): Promise<Outcome> {
    const { mode = 'liveness' } = this.#plan;
    const inForce = await this.#begin();
    await this.#storm();
    const peaceSince = mode === 'liveness' ? this.now() : undefined;
    if (mode === 'liveness') {
      this.weather.isCalm = true;
      this.cloud.sts.isRevoked = false;
      this.refuses = () => false;
    }
    await this.#pass(180 * minute);
    const evidence = evidenceOf(this, { inForce, peaceSince });
    this.#plan.onEnd?.(evidence);
    const violation =
      this.cloud.watchdog.broken ?? judge(evidence) ?? (mode === 'liveness' ? await unsettled(this) : undefined);
    const { ledger } = this.cloud;
    const { polls, calls, faults } = this.deployment;
    return {
      ...(violation !== undefined && { violation }),
      ...{ polls, calls, faults, accepted: ledger.size, doubled: ledger.doubled },
      lasted: this.now() - start,
      outage: this.setting.isOutage ? longestOutage : 0,
    };
  }

  /** The notifier is deployed over what is there already, mostly in peace; now and then an event is first. */
  async #begin(): Promise<ReadonlyMap<string, number>> {
    const { deployment, setting, sources } = this;
    for (const source of sources) {
      const registry = this.cloud.registry(source);
      for (const group of groups) for (let n = this.#random(3); n > 0; n--) registry.register(group, 'Approved');
      for (const image of images) for (let n = this.#random(3); n > 0; n--) registry.createImageVersion(image);
      for (let n = this.#random(3); n > 0; n--) registry.registerPackage(`package-${n}`, 'Approved');
    }
    await this.#pass(minute);
    this.weather.isCalm = this.#random(4) > 0;
    this.deploy(setting.config);
    const inForce = new Map(sources.map((source) => [source, this.now()]));
    const isEventFirst = this.#random(4) === 0;
    for (const source of sources) {
      if (isEventFirst) for (const version of this.cloud.registry(source).versions) this.tell(source, version);
    }
    await this.#pass(isEventFirst ? this.#random(3000) : 0);
    for (const source of sources) void deployment.poll(source);
    await this.#pass(period - minute);
    this.weather.isCalm = false;
    this.#schedule();
    this.#plan.onBegin?.(this);
    return inForce;
  }

  async #storm(): Promise<void> {
    const { steps, without = new Set(), seed } = this.#plan;
    for (let index = 0; index < steps; index++) {
      const random = randomBy(seed * 1000 + index);
      await this.#pass(random(4) === 0 ? random(200) : random(4 * minute));
      if (!without.has(index)) step(this, random);
      if (this.setting.isOutage && index === steps >> 1) await this.#beginOutage();
      if (this.setting.isBurst && index === steps >> 2) burst(this);
    }
    if (this.setting.isOutage) await this.#pass(longestOutage);
  }

  /** Of Slack, when nothing waits: whatever comes then waits for as long at most as it lasts. */
  async #beginOutage(): Promise<void> {
    this.weather.isCalm = true;
    await this.#pass(90 * minute);
    this.weather.isCalm = false;
    this.note('Slack is down for three days');
    for (const slack of [this.cloud.chat, this.cloud.team]) slack.downUntil = this.now() + longestOutage;
  }

  /** Every five minutes for each source, unless Scheduler loses it, is late or says it twice. */
  #schedule(): void {
    const { scheduler } = this.deployment;
    scheduler.after(period, () => {
      this.#schedule();
      for (const source of this.sources) {
        const luck = this.weather.isCalm ? 20 : this.#random(20);
        if (luck === 0) continue;
        void this.deployment.poll(source);
        if (luck === 1) scheduler.after(this.#random(period), () => void this.deployment.poll(source));
      }
    });
  }

  #pass(ms: number): Promise<void> {
    return this.deployment.scheduler.runUntil(this.now() + ms);
  }
}
