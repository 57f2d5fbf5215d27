import { DryStore } from '../../cli/plan/dry-store.ts';
import { ownGroup } from '../../functions/domain/collection.ts';
import type { Entry } from '../../functions/domain/outbox.ts';
import type { Store } from '../../functions/domain/state.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { samples } from '../../cli/render/samples.ts';
import { dump } from '../support/table.ts';
import { table, World } from '../support/world.ts';

let world: World;
let real: Store;
let dry: DryStore;
const churn = ownGroup('churn');
const closed = { notBefore: 1, failures: 2, why: 'down' };

beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
  await world.register('churn');
  await world.poll();
  const source = { account: world.aws.account, region: world.aws.region };
  real = createDynamoStore({ client: world.clients.dynamodb, table, source, clock: world.clock, newId: () => 'w' });
  dry = new DryStore(real, await real.load(), new Map([['people', closed]]));
});

afterEach(() => world.close());

const entry = (id: string, token: string): Entry => ({
  id,
  order: 1,
  committedAt: 0,
  change: samples.approval,
  to: { people: { due: 0, token }, machines: { due: 0, token } },
});

test('what is committed is read again, and is not in the table', async () => {
  const before = await dump(world.clients.dynamodb, table);
  const chunk = await dry.read(churn, 0);
  await dry.commit(chunk, { unwantedSince: 7, entries: [entry('a', 't')] });
  const after = await dry.read(churn, 0);

  expect(after).toMatchObject({ rev: chunk.rev + 1, unwantedSince: 7, entries: [{ id: 'a' }] });
  expect(after.records).toEqual(chunk.records);
  expect(dry.entries.map(({ id }) => id)).toEqual(['a']);
  expect(await dump(world.clients.dynamodb, table)).toEqual(before);
});

test('what a commit leaves out stays, and null clears', async () => {
  const first = await dry.commit(await dry.read(churn, 0), { unwantedSince: 7, records: new Map() });
  const second = await dry.commit(first, { gone: true });
  expect(second).toMatchObject({ unwantedSince: 7, gone: true, records: new Map() });
  expect(await dry.commit(second, { unwantedSince: null })).toMatchObject({ unwantedSince: undefined, gone: true });
});

test('of an outbox only what still bears the token is written, for whoever reads next', async () => {
  const chunk = await dry.commit(await dry.read(churn, 0), { entries: [entry('a', 't'), entry('b', 't')] });
  const next = { due: 9, token: 'u' };
  await dry.write(chunk, [
    { change: 'a', destination: 'people', token: 't', next: 'settled' },
    { change: 'a', destination: 'machines', token: 't', next: 'settled' },
    { change: 'b', destination: 'people', token: 't', next },
    { change: 'b', destination: 'machines', token: 'not mine', next: 'settled' },
  ]);
  const { entries } = await dry.read(churn, 0);
  expect(entries).toMatchObject([{ id: 'b', to: { people: next, machines: { due: 0, token: 't' } } }]);
});

test('a destination that is reopened is open for the rest, and closed in the table', async () => {
  await real.close('people', closed);
  expect(await dry.closed('people')).toEqual(closed);
  await dry.reopen('people', 1);
  expect(await dry.closed('people')).toBeUndefined();
  expect(await real.closed('people')).toEqual(closed);
});
