import fc from 'fast-check';
import type { Entry } from '../../../../functions/domain/outbox.ts';
import type { Chunk, SourceState, Store } from '../../../../functions/domain/state.ts';
import type { Threads } from '../../../../functions/domain/threads.ts';
import { entry, hour, removed, waiting } from '../../../domain/build.ts';

/** A store and what somebody who uses it holds in their hands: what they read, now or long ago. */
export interface Hands {
  readonly store: Store;
  readonly threads: Threads;
  readonly chunks: Chunk[];
  readonly sources: SourceState[];
  readonly clock: { time: number };
}

/** Something done to a store. What it gives is compared between two. */
export interface Step {
  readonly name: string;
  readonly run: (hands: Hands) => Promise<unknown>;
}

const destinations = ['people', 'machines', 'ops'] as const;
const ids = ['one', 'two', 'three', 'four', 'five'] as const;

export const step = <T>(name: string, inputs: fc.Arbitrary<T>, run: (input: T, hands: Hands) => Promise<unknown>) =>
  inputs.map((input): Step => ({ name: `${name} ${fc.stringify(input)}`, run: (hands) => run(input, hands) }));

/** Mostly the latest: what is older is refused. */
export const anyHeld = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) });
export const heldBy = <T>(all: readonly T[], back: number): T | undefined =>
  all.at(-1 - (back % Math.max(all.length, 1)));

export const anyDestination = fc.constantFrom(...destinations);
export const anyId = fc.constantFrom(...ids);
export const anyToken = fc.oneof(
  { weight: 4, arbitrary: fc.constant('nobody') },
  { weight: 1, arbitrary: fc.constant('mine') },
);
export const anyTime = fc.integer({ min: 0, max: 5 }).map((hours) => hours * hour);

export const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    id: anyId,
    version: fc.integer({ min: 1, max: 3 }),
    order: fc.integer({ min: 1000, max: 1010 }),
    // A few of the long ones fill an outbox.
    description: fc.constantFrom('', 'ünïcödé "💥"', '', 'x'.repeat(75_000)),
    to: fc.uniqueArray(anyDestination, { minLength: 1 }),
    token: anyToken,
  })
  .map(({ id, version, order, description, to, token }) =>
    entry(id, version, {
      order,
      change: removed(version, description ? { description } : {}),
      to: Object.fromEntries(to.map((name) => [name, waiting(token)])),
    }),
  );

export const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
