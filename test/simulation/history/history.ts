import type { Config } from '../../../functions/runtime/config/schema.ts';
import { randomBy } from '../../support/random.ts';
import type { Cloud } from '../cloud/cloud.ts';
import { Deployment } from '../cloud/deployment.ts';
import { hereKey, thereKey } from '../cloud/names.ts';
import { production } from '../cloud/notifier.ts';
import type { Era, Removal, Restore } from '../model/evidence.ts';
import { words } from '../model/words.ts';
import { eventAbout, type Subject } from './event.ts';
import type { Plan } from './plan.ts';
import { settingOf, type Setting } from './setting.ts';
import { Weather } from './weather.ts';

const minute = 60_000;
/** When each begins. */
export const start = Date.parse('2026-01-05T09:00:00.000Z');

/** A registry that is worked on, a notifier whose processes and services fail, and what is known of both. */
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
  readonly plan: Plan;
  /** An integer from 0, below the given. */
  readonly random: (below: number) => number;
  readonly weather: Weather;
  readonly #notes: { readonly at: number; readonly what: string }[] = [];
  #secrets = 0;

  constructor(plan: Plan) {
    const random = randomBy(plan.seed);
    this.plan = plan;
    this.random = random;
    const drawn = settingOf(random);
    this.setting = plan.change?.(drawn) ?? drawn;
    const { config, storm, lowerCases } = this.setting;
    const weather = new Weather({ seed: plan.seed, storm, spared: plan.spared }, (name) => {
      this.note(name);
    });
    this.weather = weather;
    this.deployment = new Deployment({
      notifier: plan.notifier ?? production,
      ...{ config, start, nature: weather, lowerCases, random, mayFail: plan.mayFail },
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

  /** What happened, and what was told of what those words name, in the order of time. */
  toldOf(what: string): readonly string[] {
    const [named] = /(?:model-package|model-package-group|image|image-version)\/[^\s,:]+/u.exec(what) ?? [];
    const told = this.cloud.ledger
      .all()
      .filter(({ change: { arn } }) => named !== undefined && arn.toLowerCase().endsWith(named.toLowerCase()))
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
    const luck = this.random(10);
    if (luck < 2) return;
    const body = eventAbout(source, about);
    for (let times = luck === 2 ? 2 : 1; times > 0; times--) {
      const late = this.random(4) === 0 ? this.random(10 * minute) : this.random(3000);
      this.deployment.scheduler.after(late, () => {
        this.deployment.queue.send(body);
      });
    }
  }

  pass(ms: number): Promise<void> {
    return this.deployment.scheduler.runUntil(this.now() + ms);
  }
}
