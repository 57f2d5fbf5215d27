import type { Channel } from '../domain/channel.ts';
import type { Clock } from '../domain/clock.ts';
import type { Source } from '../domain/collection.ts';
import type { CollectionLook, Nomination } from '../domain/collection-look.ts';
import { InForce } from '../domain/in-force.ts';
import type { Log } from '../domain/log.ts';
import type { Reader, Registry } from '../domain/registry.ts';
import type { Rule } from '../domain/rule.ts';
import { Routing } from '../domain/routing.ts';
import type { Chunk, Store } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { confirmGone, type ConfirmDeps } from './confirm.ts';
import { confirmRound } from './confirm-round.ts';
import { Deliverer } from './deliverer.ts';
import { Destinations } from './destinations.ts';
import { keepHouse } from './housekeeping.ts';
import { intoForce } from './into-force.ts';
import { look } from './look.ts';
import { Looks } from './looks.ts';
import { Problems } from './problems.ts';
import { reach } from './reach.ts';
import { remind } from './remind.ts';
import { ReminderGate } from './reminder-gate.ts';
import { rounds } from './rounds.ts';
import { Sweep } from './sweep.ts';
import { tellOperators } from './tell-operators.ts';

export interface PollDeps {
  readonly source: Source;
  /** Of another account or region. */
  readonly reader?: Reader | undefined;
  readonly rules: readonly Rule[];
  /** Destinations that hear that something cannot be read. */
  readonly operators: readonly string[];
  readonly pageSize: number;
  /** How fast SageMaker is asked, at most. */
  readonly requestsPerSecond: number;
  readonly registry: Registry;
  readonly store: Store;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly clock: Clock;
  readonly random: () => number;
  readonly newId: () => string;
  readonly log: Log;
}

/** What a poll did; the entry makes metrics of it. */
export interface PollReport {
  readonly changes: number;
  readonly delivered: number;
  /** Notifications given up for now, in all. */
  readonly parked: number;
  /** Age of the oldest notification that still waits, in seconds. */
  readonly oldestUndelivered: number;
  readonly closedDestinations: number;
  readonly unreadable: number;
  /** Throws, after all else is done, if something failed that the next poll may not mend. */
  throwIfFailed(): void;
}

/** One look at the whole registry: what changed since the last is committed, and told. */
export async function poll(deps: PollDeps, budget: TimeBudget): Promise<PollReport> {
  const { source, store, clock, log } = deps;
  const problems = new Problems(log);
  const routing = new Routing(deps.rules, source, deps.operators);
  const destinations = new Destinations({ ...deps, problems });
  const reminders = new ReminderGate({ routing, problems, clock });
  const deliverer = new Deliverer({ ...deps, destinations, budget, problems, reminders });

  const [state] = await Promise.all([
    intoForce(() => store.load(), store, routing, clock.now()),
    destinations.refresh(),
  ]);
  for (const { sk, error } of state.broken) problems.note(sk, error);
  const inForce = new InForce(state.source.terms, source);
  const chunks = await keepHouse(state.chunks, { store, routing, clock, problems });
  for (const chunk of chunks) deliverer.know(chunk);
  await deliverer.run();

  const lookDeps = { ...deps, routing, inForce, state: { ...state, chunks }, budget, problems };
  const looks = new Looks(lookDeps);
  const sweep = new Sweep(lookDeps, looks);
  const know = (chunk: Chunk) => {
    deliverer.know(chunk);
    looks.know(chunk);
  };
  const shared = { ...deps, routing, inForce, deliverer, know, destinations, budget, problems };
  let changes = 0;
  const isReached = await reach(deps, problems);
  for await (const looked of isReached ? look(lookDeps, looks, sweep) : []) {
    changes += await confirmAll(looked, shared);
    // What could not all be confirmed is looked at again.
    if (budget.isUp) break;
  }
  const { learned } = sweep;
  if (learned) await problems.guard('#source', () => store.saveSource(state.source, learned));
  // What was not looked at is not known to be well.
  const judged = isReached ? chunks : chunks.filter(({ collection }) => problems.isUnreadable(collection));
  changes += await tellOperators(looks.all(), { chunks: judged }, shared);
  // What time was too short to confirm may not be as it is remembered.
  if (isReached && !budget.isUp) reminders.looked();
  if (isReached) changes += await remind(shared);
  await deliverer.run();

  const oldest = deliverer.oldest;
  return {
    changes,
    delivered: deliverer.delivered,
    parked: state.parked + deliverer.parked,
    oldestUndelivered: oldest === undefined ? 0 : Math.max(0, Math.round((clock.now() - oldest) / 1000)),
    closedDestinations: destinations.closedCount,
    unreadable: problems.troubles.length,
    throwIfFailed: () => {
      problems.throwIfAny();
    },
  };
}

/** Confirms what the looks nominate, and sends after each round: the first are told while the last are still to be asked. */
async function confirmAll(
  looks: readonly CollectionLook[],
  deps: ConfirmDeps & { readonly deliverer: Deliverer },
): Promise<number> {
  const { budget, problems, deliverer, destinations } = deps;
  let changes = 0;
  const nominations: Nomination[] = [];
  for (const one of looks) {
    const { mayBeGone } = one;
    const nominated = one.nominations();
    if (mayBeGone && !budget.isUp) {
      const told = await problems.guard(one.collection, () => confirmGone(one, deps));
      if (told !== undefined) {
        changes += told;
        continue;
      }
    }
    nominations.push(...nominated);
  }
  const failed = new Set<string>();
  for (const round of rounds(nominations)) {
    await destinations.refresh();
    changes += await confirmRound(round, deps, failed);
    await deliverer.run();
    if (budget.isUp) break;
  }
  return changes;
}
