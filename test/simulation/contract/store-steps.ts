import fc from 'fast-check';
import { imageOf } from '../../../functions/domain/collection.ts';
import type { Entry, Outbox } from '../../../functions/domain/outbox.ts';
import type {
  Chunk,
  ChunkChanges,
  DeliveryWrite,
  SourceChanges,
  SourceState,
  Store,
} from '../../../functions/domain/state.ts';
import type { Thread, Threads } from '../../../functions/domain/threads.ts';
import { entry, fraud, hour, record, removed, waiting } from '../../domain/build.ts';

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

const collections = [fraud, imageOf('Training')] as const;
const destinations = ['people', 'machines', 'ops'] as const;
const ids = ['one', 'two', 'three', 'four', 'five'] as const;

const step = <T>(name: string, inputs: fc.Arbitrary<T>, run: (input: T, hands: Hands) => Promise<unknown>) =>
  inputs.map((input): Step => ({ name: `${name} ${fc.stringify(input)}`, run: (hands) => run(input, hands) }));

/** Mostly the latest: what is older is refused. */
const anyHeld = fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat(5) });
const heldBy = <T>(all: readonly T[], back: number): T | undefined => all.at(-1 - (back % Math.max(all.length, 1)));

const anyDestination = fc.constantFrom(...destinations);
const anyId = fc.constantFrom(...ids);
const anyToken = fc.oneof(
  { weight: 4, arbitrary: fc.constant('nobody') },
  { weight: 1, arbitrary: fc.constant('mine') },
);
const anyTime = fc.integer({ min: 0, max: 5 }).map((hours) => hours * hour);

const read = step(
  'read',
  fc.record({ collection: fc.constantFrom(...collections), chunk: fc.nat(1) }),
  async ({ collection, chunk }, { store, chunks }) => {
    const found = await store.read(collection, chunk);
    chunks.push(found);
    return found;
  },
);

const load = step('load', fc.constant(undefined), async (_, { store, chunks, sources }) => {
  const state = await store.load();
  chunks.push(...state.chunks);
  sources.push(state.source);
  return { ...state, broken: state.broken.map(({ sk, error }) => [sk, error.message]) };
});

const anyEntry: fc.Arbitrary<Entry> = fc
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

const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyChanges: fc.Arbitrary<ChunkChanges> = fc
  .record({
    records: perhaps(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 5 })),
    pending: perhaps(fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { maxLength: 3 }))),
    arnPrefix: perhaps(fc.constantFrom('arn:a/', 'arn:b/')),
    born: perhaps(anyTime),
    baselined: perhaps(anyTime),
    unwantedSince: perhaps(fc.option(anyTime)),
    gone: perhaps(fc.constantFrom(true, null)),
    failing: perhaps(
      fc.option(fc.record({ since: anyTime, operation: fc.constant('DescribeImage'), told: fc.boolean() })),
    ),
    entries: perhaps(fc.uniqueArray(anyEntry, { selector: ({ id }) => id, maxLength: 4 })),
  })
  .map(({ records, pending, ...changes }) => ({
    ...changes,
    ...(records && { records: new Map(records.map((version) => [version, record({ description: version })])) }),
    ...(pending !== undefined && {
      pending: pending && new Map(pending.map((version) => [version, { since: version * hour }])),
    }),
  }));

const commit = step(
  'commit',
  fc.record({ held: anyHeld, changes: anyChanges }),
  async ({ held, changes: { records, ...changes } }, { store, chunks }) => {
    const chunk = heldBy(chunks, held) ?? (await store.read(fraud, 0));
    // The records of an image are others.
    const its = chunk.collection.kind === 'group' && records ? { records } : {};
    const after = await store.commit(chunk, { ...changes, ...its });
    if (after !== 'conflict') chunks.push(after);
    return after;
  },
);

const drop = step('drop', anyHeld, async (held, { store, chunks }) => {
  const chunk = heldBy(chunks, held);
  if (chunk) await store.drop(chunk);
});

const anyDelivery = fc.oneof(
  { weight: 2, arbitrary: fc.constant('settled' as const) },
  {
    weight: 3,
    arbitrary: fc
      .record({ token: anyToken, due: fc.nat(9), unconfigured: fc.boolean(), asleep: fc.boolean() })
      .map(({ token, due, unconfigured, asleep }) => ({
        ...waiting(token, due),
        ...(unconfigured && { unconfigured }),
        ...(asleep && { asleep }),
      })),
  },
);

const write = step(
  'write',
  fc.record({
    held: anyHeld,
    part: fc.nat(2),
    writes: fc.uniqueArray(
      fc.record({ change: anyId, destination: anyDestination, token: anyToken, next: anyDelivery }),
      { selector: ({ change, destination }) => `${change} ${destination}`, maxLength: 8 },
    ),
  }),
  async ({ held, part, writes }, { store, chunks }) => {
    const chunk = heldBy(
      chunks.filter(({ rev }) => rev > 0),
      held,
    );
    if (!chunk) return undefined;
    const outboxes: readonly Outbox[] = [chunk, ...chunk.overflow];
    const outbox = outboxes[part % outboxes.length] ?? chunk;
    // As the deliverer does: of what it has seen there.
    const known = writes.filter(({ change, destination }: DeliveryWrite) =>
      outbox.entries.some(({ id, to }) => id === change && Object.hasOwn(to, destination)),
    );
    return store.write(outbox, known);
  },
);

const source = step('source', fc.constant(undefined), async (_, { store, sources }) => {
  const found = await store.source();
  sources.push(found);
  return found;
});

const anySourceChanges: fc.Arbitrary<SourceChanges> = fc.record({
  terms: fc.dictionary(fc.constantFrom('a*', '["b"]'), fc.record({ since: anyTime }), { noNullPrototype: true }),
  ...{ accountCalls: perhaps(fc.nat(9)) },
  sweep: perhaps(
    fc.option(
      fc.record({
        began: anyTime,
        next: fc.record({ accountWide: fc.boolean(), listing: fc.constant('g') }),
      }),
    ),
  ),
});

const saveSource = step(
  'saveSource',
  fc.record({ held: anyHeld, changes: anySourceChanges }),
  async ({ held, changes }, { store, sources }) => {
    const before = heldBy(sources, held) ?? (await store.source());
    const after = await store.saveSource(before, changes);
    if (after !== 'conflict') sources.push(after);
    return after;
  },
);

const park = step('park', fc.record({ one: anyEntry, destination: anyDestination, at: anyTime }), (input, { store }) =>
  store.park({
    entry: input.one,
    destination: input.destination,
    why: 'invalid',
    at: input.at,
    home: { collection: fraud, chunk: 0 },
  }),
);

const recordOutcomes = step(
  'recordOutcomes',
  fc.record({
    one: anyEntry,
    outcomes: fc.dictionary(
      anyDestination,
      fc.record({ what: fc.constantFrom('accepted', 'parked'), at: anyTime, why: perhaps(fc.constant('why')) }),
      { minKeys: 1, noNullPrototype: true },
    ),
  }),
  ({ one, outcomes }, { store }) => store.recordOutcomes({ collection: fraud, entry: one, outcomes }),
);

const closing = step(
  'a destination',
  fc.record({
    what: fc.constantFrom('closed', 'close', 'probe', 'reopen'),
    destination: anyDestination,
    closed: fc.record({ notBefore: fc.nat(4), failures: fc.nat(3), why: fc.constant('503') }),
    until: fc.nat(4),
  }),
  ({ what, destination, closed, until }, { store }) => {
    switch (what) {
      case 'closed':
        return store.closed(destination);
      case 'close':
        return store.close(destination, closed);
      case 'probe':
        return store.probe(destination, closed, until);
      case 'reopen':
        return store.reopen(destination, until);
    }
  },
);

const anyThread: fc.Arbitrary<Thread> = fc.record({
  channel: fc.constant('C1'),
  ts: fc.constantFrom('1.0', '2.0'),
  told: anyId,
  shows: fc.constant('2026-03-02T00:00:00.000Z'),
});

const threading = step(
  'a thread',
  fc.record({
    destination: anyDestination,
    subject: fc.constantFrom('arn:A', 'arn:b'),
    thread: anyThread,
    before: perhaps(anyThread),
  }),
  async ({ destination, subject, thread, before }, { threads }) => [
    await threads.put(destination, subject, thread, before),
    await threads.get(destination, subject),
  ],
);

const later = step('later', anyTime, (ms, { clock }) => {
  clock.time += ms;
  return Promise.resolve();
});

export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: read },
  { weight: 6, arbitrary: commit },
  { weight: 6, arbitrary: write },
  { weight: 1, arbitrary: load },
  { weight: 1, arbitrary: drop },
  { weight: 1, arbitrary: source },
  { weight: 2, arbitrary: saveSource },
  { weight: 1, arbitrary: park },
  { weight: 1, arbitrary: recordOutcomes },
  { weight: 3, arbitrary: closing },
  { weight: 2, arbitrary: threading },
  { weight: 1, arbitrary: later },
);
