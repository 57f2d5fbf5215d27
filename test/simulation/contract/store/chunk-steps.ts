import fc from 'fast-check';
import { imageOf } from '../../../../functions/domain/collection.ts';
import type { Outbox } from '../../../../functions/domain/outbox.ts';
import type { ChunkChanges, DeliveryWrite } from '../../../../functions/domain/state.ts';
import { fraud, hour, record, waiting } from '../../../domain/build.ts';
import { step, anyHeld, heldBy, anyDestination, anyId, anyToken, anyTime, anyEntry, perhaps } from './hands.ts';

const collections = [fraud, imageOf('Training')] as const;

const read = step(
  'read',
  fc.record({ collection: fc.constantFrom(...collections), chunk: fc.nat(1) }),
  async ({ collection, chunk }, { store, chunks }) => {
    const found = await store.read(collection, chunk);
    chunks.push(found);
    return found;
  },
);

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

export const chunkSteps = { read, commit, drop, write };
