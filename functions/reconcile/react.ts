import { chunkOf, collectionKey } from '../domain/collection.ts';
import type { Nomination } from '../domain/collection-look.ts';
import { InForce } from '../domain/in-force.ts';
import type { Candidate } from '../domain/observation.ts';
import { Routing } from '../domain/routing.ts';
import type { Chunk } from '../domain/state.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import { confirm } from './confirm.ts';
import { Deliverer } from './deliverer.ts';
import { Destinations } from './destinations.ts';
import { eachLimited, groupBy } from './each.ts';
import { intoForce } from './into-force.ts';
import type { PollDeps } from './poll.ts';
import { Problems } from './problems.ts';
import { reach } from './reach.ts';
import { ReminderGate } from './reminder-gate.ts';

/** What an invocation for a batch of events did. */
export interface ReactReport {
  readonly changes: number;
  readonly delivered: number;
  /** What could not be looked at, or not be committed: its events must come again. */
  readonly failed: ReadonlySet<Candidate>;
}

/**
 * Looks at what a batch of events is about. From there on all is as in a poll: what was nominated is described, and only what a
 * describe says is told; so an event that comes late, twice or out of order changes nothing. What nobody watches costs no call.
 */
export async function react(
  candidates: readonly Candidate[],
  deps: PollDeps,
  budget: TimeBudget,
): Promise<ReactReport> {
  const { source, store, clock, log } = deps;
  const problems = new Problems(log);
  const routing = new Routing(deps.rules, source, deps.operators);
  const wanted = candidates.filter(({ collection, member }) => routing.isWatched(collection, member));
  if (wanted.length === 0) return { changes: 0, delivered: 0, failed: new Set() };

  const perChunk = groupBy(wanted, ({ collection, member }) => `${collectionKey(collection)}#${chunkOf(member)}`);
  const destinations = new Destinations({ ...deps, problems });
  const reminders = new ReminderGate({ routing, problems, clock });
  const deliverer = new Deliverer({ ...deps, destinations, budget, problems, reminders });
  // All that must be known is read at once: what follows each other is read, describe, commit, send.
  const begun = [...perChunk.values()].map((of) => ({ of, nomination: nominationOf(of), chunk: readAhead(of, deps) }));
  const [state, isReached] = await Promise.all([
    intoForce(async () => ({ source: await store.source() }), store, routing, clock.now()),
    reach(deps, problems),
    destinations.refresh(),
  ]);
  // The poll tells operators; the events may come again when the role can be assumed.
  if (!isReached) return { changes: 0, delivered: 0, failed: new Set(wanted) };
  const inForce = new InForce(state.source.terms, source);
  const know = (chunk: Chunk) => {
    deliverer.know(chunk);
  };
  const shared = { ...deps, routing, inForce, deliverer, know, destinations, budget, problems };

  let changes = 0;
  const failed = new Set<Candidate>();
  await eachLimited(4, begun, async ({ of, nomination, chunk }) => {
    const confirmed =
      nomination && (await problems.guard(nomination.collection, () => confirm(nomination, shared, chunk)));
    changes += confirmed?.changes ?? 0;
    if (!confirmed?.isDone) for (const candidate of of) failed.add(candidate);
  });
  await deliverer.run();
  return { changes, delivered: deliverer.delivered, failed };
}

/** Several events about one subject are one look at it. */
function nominationOf(of: readonly Candidate[]): Nomination | undefined {
  const [first] = of;
  if (!first) return undefined;
  const describe = new Map(of.map(({ member, arn }) => [member, arn]));
  return { collection: first.collection, chunk: chunkOf(first.member), describe, baseline: [] };
}

/** Its failure is for whoever waits for it. */
function readAhead([first]: readonly Candidate[], { store }: PollDeps) {
  const chunk = first && store.read(first.collection, chunkOf(first.member));
  chunk?.catch(() => undefined);
  return chunk;
}
