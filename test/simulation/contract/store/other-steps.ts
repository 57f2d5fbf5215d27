import fc from 'fast-check';
import type { SourceChanges } from '../../../../functions/domain/state.ts';
import type { Thread } from '../../../../functions/domain/threads.ts';
import { fraud } from '../../../domain/build.ts';
import { step, anyHeld, heldBy, anyDestination, anyId, anyTime, anyEntry, perhaps } from './hands.ts';

const load = step('load', fc.constant(undefined), async (_, { store, chunks, sources }) => {
  const state = await store.load();
  chunks.push(...state.chunks);
  sources.push(state.source);
  return { ...state, broken: state.broken.map(({ sk, error }) => [sk, error.message]) };
});

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

export const otherSteps = { load, source, saveSource, park, recordOutcomes, closing, threading, later };
