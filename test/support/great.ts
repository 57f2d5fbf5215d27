import { paginateListModelPackages } from '@aws-sdk/client-sagemaker';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { randomBy } from './random.ts';
import { errorAnswer } from '../../local/aws/index.ts';
import { table, type World } from './world.ts';

export interface Greatness {
  readonly versions: number;
  readonly config: Config;
  /** Whether the account may be listed at once. @default true */
  readonly accountWide?: boolean;
  /** Time of a poll, ms. @default five minutes */
  readonly remaining?: number;
  /** What a listing takes besides waiting for its turn, ms. @default nothing */
  readonly latency?: number;
  /** How many versions have the same creation time. @default one */
  readonly atATime?: number;
}

interface Version {
  readonly arn: string;
  readonly group: string;
  readonly version: number;
  status: 'Approved' | 'Rejected' | 'PendingManualApproval';
}

/** What one operation is to be told as: at once by that poll, or by a later one. */
interface Expected {
  readonly told: string;
  readonly atOnce: boolean;
  readonly poll: number;
}

/** A registry that takes longer to list than a poll has time, and is worked on all the while. */
export class GreatRegistry {
  readonly world: World;
  readonly expected: Expected[] = [];
  readonly told: string[] = [];
  /** Calls to SageMaker, of each poll. */
  readonly calls: Record<string, number>[] = [];
  readonly #config: Config;
  readonly #accountWide: boolean;
  readonly #remaining: number;
  readonly #latency: number;
  readonly #random = randomBy(20_261_121);
  /** Each is changed once: what flips back between two looks need not be told. */
  readonly #untouched: Version[] = [];

  constructor(world: World, greatness: Greatness) {
    const { versions, config, accountWide = true, remaining = 300_000, latency = 0, atATime = 1 } = greatness;
    this.world = world;
    this.#config = config;
    this.#accountWide = accountWide;
    this.#remaining = remaining;
    this.#latency = latency;
    // Where groups are listed one by one, each of them takes calls: there are fewer.
    const groups = unevenly(versions, accountWide ? 'one each' : 'g7');
    const statuses = ['PendingManualApproval', 'Approved', 'Approved', 'Rejected'] as const;
    const start = world.clock.now() - versions * 60_000;
    const packages = shuffled(groups, this.#random).map((group, index) => ({
      group,
      approvalStatus: index % 40 === 0 ? statuses[0] : (statuses[1 + (index % 3)] ?? 'Approved'),
      createdAt: new Date(start + Math.floor(index / atATime) * 60_000),
    }));
    const arns = world.aws.registry.seed({ packages });
    for (const [index, { group, approvalStatus: status }] of packages.entries()) {
      const arn = arns[index] ?? '';
      this.#untouched.push({ arn, group, version: Number(arn.split('/').at(-1)), status });
    }
  }

  /** One poll, five minutes after the one before, with so many operations before it and during it. */
  async poll({ before = 0, during = 0, isDown = undefined as RegExp | undefined } = {}): Promise<void> {
    const { world } = this;
    const started = world.clock.now();
    for (let n = 0; n < before; n++) await this.#operate(this.calls.length);
    world.countCalls();
    let left = during;
    world.intercept(async ({ operation, body }, next) => {
      if (operation !== 'ListModelPackages') return next();
      world.clock.advance(this.#latency);
      if (left > 0 && this.#random(20) === 0) {
        left--;
        await this.#operate(this.calls.length + 1);
      }
      if (isDown?.test(body.toString())) return errorAnswer('sagemaker', 'InternalFailure', 'down', 500);
      const isRefused = !this.#accountWide && !body.includes('ModelPackageGroupName');
      return isRefused ? errorAnswer('sagemaker', 'AccessDeniedException', 'not for you', 400) : next();
    });
    await world.poll({ config: this.#config, remaining: this.#remaining });
    world.noFaults();
    const { ListModelPackages: list = 0, DescribeModelPackage: describe = 0, ...others } = world.countCalls();
    this.calls.push({ list, describe, groups: others.DescribeModelPackageGroup ?? 0 });
    this.told.push(...world.toldShort());
    world.clock.advance(Math.max(0, started + 300_000 - world.clock.now()));
  }

  /** Polls until a sweep that begins now is over; gives how many polls that took. */
  async sweep(): Promise<number> {
    const begin = this.calls.length;
    const now = this.world.clock.now();
    for (;;) {
      await this.poll();
      const { sweep } = await this.#store().source();
      if (sweep && !sweep.next && sweep.began >= now) return this.calls.length - begin;
      if (this.calls.length - begin > 20) throw new Error('the sweep does not end');
    }
  }

  /** Where the sweep goes on. */
  async position() {
    return (await this.#store().source()).sweep?.next;
  }

  /** What is told at once if it was done before the last poll, and was not told by its end. */
  late(): string[] {
    const due = this.expected.filter(({ atOnce, poll }) => atOnce && poll < this.calls.length);
    return due.map(({ told }) => told).filter((told) => !this.told.includes(told));
  }

  /** All records, and all that the registry holds, as `group version status`. */
  async compare(): Promise<{ readonly records: string[]; readonly registry: string[] }> {
    const { chunks } = await this.#store().load();
    const records = chunks.flatMap(({ collection, records: all }) =>
      [...all].map(([member, record]) => {
        const status = 'approval' in record ? record.approval : record.status;
        return `${collection.name} ${member} ${status ?? ''}`;
      }),
    );
    const registry: string[] = [];
    const query = { ModelPackageType: 'Versioned', MaxResults: 100 } as const;
    for await (const page of paginateListModelPackages({ client: this.world.sagemaker }, query)) {
      for (const one of page.ModelPackageSummaryList ?? []) {
        registry.push(`${one.ModelPackageGroupName} ${one.ModelPackageVersion} ${one.ModelApprovalStatus}`);
      }
    }
    return { records: records.sort(), registry: registry.sort() };
  }

  /** To be told by that poll, or a later one. */
  async #operate(poll: number): Promise<void> {
    const { world } = this;
    const expect = (told: string, atOnce: boolean) => this.expected.push({ told, atOnce, poll });
    const what = this.#random(6);
    if (what === 0) {
      const group = `g${this.#random(5)}`;
      const arn = await world.register(group);
      expect(`registered ${group} v${arn.split('/').at(-1)} to PendingManualApproval`, true);
      return;
    }
    const isPending = what < 3;
    const one = this.#take(isPending);
    const name = `${one.group} v${one.version}`;
    if (what === 5 || (what === 1 && this.#random(3) === 0)) {
      await world.remove(one.arn);
      expect(`removed ${name} from ${one.status}`, false);
    } else if (one.status === 'Approved') {
      await world.reject(one.arn);
      expect(`approval ${name} from Approved to Rejected`, false);
    } else {
      await world.approve(one.arn);
      expect(`approval ${name} from ${one.status} to Approved`, isPending);
    }
  }

  /** The newest versions in that status, to be changed by the test. */
  newest(status: Version['status'], count = 1): readonly Version[] {
    return this.#untouched.filter((one) => one.status === status).slice(-count);
  }

  #take(isPending: boolean): Version {
    const fitting = this.#untouched.filter(({ status }) => (status === 'PendingManualApproval') === isPending);
    const one = fitting[this.#random(Math.max(1, fitting.length))];
    if (!one) throw new Error('all versions of that status have been changed');
    this.#untouched.splice(this.#untouched.indexOf(one), 1);
    return one;
  }

  #store() {
    const { clients, clock, aws } = this.world;
    const { region, account } = aws;
    return createDynamoStore({ client: clients.dynamodb, table, source: { region, account }, clock, newId: () => '' });
  }
}

/** A group's name for each version: half of them in the first group, a quarter in the next, and so on. */
const unevenly = (versions: number, last: string): string[] =>
  Array.from({ length: versions }, (_, index) => {
    const group = Math.floor(Math.log2(versions / (versions - index)));
    if (group < 8) return `g${group}`;
    return last === 'g7' ? last : `single-${index}`;
  });

function shuffled<T>(all: T[], random: (below: number) => number): T[] {
  for (let index = all.length - 1; index > 0; index--) {
    const other = random(index + 1);
    const [one, two] = [all[index], all[other]];
    if (one === undefined || two === undefined) continue;
    [all[index], all[other]] = [two, one];
  }
  return all;
}
