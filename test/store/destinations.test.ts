import type { Closed } from '../../functions/domain/state.ts';
import { Stage } from './stage.ts';

const stage = new Stage();
beforeAll(() => stage.open());
afterAll(() => stage.close());

let name: string;
let number = 0;
beforeEach(() => {
  stage.reset();
  // Destinations belong to all sources: a name of its own keeps a test apart.
  name = `people-${++number}`;
});

const closed: Closed = { notBefore: 5000, failures: 2, why: '503' };
const state = async () => (await stage.store().closed([name])).get(name);

test('a destination is open until it is closed, to every source', async () => {
  const store = stage.store();
  expect(await state()).toBeUndefined();
  await store.close(name, closed);
  stage.reset();
  expect(await stage.store().closed([name, 'another'])).toEqual(new Map([[name, closed]]));
});

test('closed again, it is closed for longer', async () => {
  const store = stage.store();
  await store.close(name, closed);
  await store.close(name, { notBefore: 9000, failures: 3, why: 'timed out' });
  expect(await state()).toEqual({ notBefore: 9000, failures: 3, why: 'timed out' });
});

test('a failure found at the same time does not open it sooner than it asked for', async () => {
  const store = stage.store();
  const asked = { notBefore: 3_600_000, failures: 1, why: '429, Retry-After: 3600' };
  await store.close(name, asked);
  await stage.store().close(name, { notBefore: 2000, failures: 1, why: 'timed out' });
  expect(await state()).toEqual(asked);
});

describe('of a closed destination', () => {
  beforeEach(() => stage.store().close(name, closed));

  test('one gets the probe, however many want it', async () => {
    const probes = await Promise.all([1, 2, 3, 4].map(() => stage.store().probe(name, closed, 60_000)));
    expect(probes.filter(Boolean)).toHaveLength(1);
    expect(await state()).toEqual({ ...closed, notBefore: 60_000 });
  });

  test('the probe goes to nobody who knows it as it was before', async () => {
    await stage.store().close(name, { ...closed, notBefore: 6000 });
    expect(await stage.store().probe(name, closed, 60_000)).toBe(false);
    expect(await state()).toMatchObject({ notBefore: 6000 });
  });

  test('a probe that got through opens it', async () => {
    const store = stage.store();
    await store.probe(name, closed, 60_000);
    await store.reopen(name, 60_000);
    expect(await state()).toBeUndefined();
  });

  test('a probe that failed closes it for its back-off, shorter or longer than the prober’s time', async () => {
    const store = stage.store();
    await store.probe(name, closed, 60_000);
    await store.close(name, { notBefore: 9000, failures: 3, why: '503' });
    expect(await state()).toEqual({ notBefore: 9000, failures: 3, why: '503' });
    await store.close(name, { notBefore: 8000, failures: 1, why: 'late' });
    expect(await state()).toMatchObject({ notBefore: 9000 });
  });

  test('a prober that died keeps it closed till the end of its time; then another may probe', async () => {
    const store = stage.store();
    await store.probe(name, closed, 60_000);
    const left = await state();
    expect(left?.notBefore).toBe(60_000);
    expect(left && (await store.probe(name, left, 120_000))).toBe(true);
  });

  test('a late success does not open what failed since', async () => {
    const store = stage.store();
    await store.probe(name, closed, 60_000);
    await stage.store().close(name, { notBefore: 90_000, failures: 3, why: '503' });
    await store.reopen(name, 60_000);
    expect(await state()).toMatchObject({ notBefore: 90_000 });
  });

  test('what was opened meanwhile is neither probed nor opened again', async () => {
    const store = stage.store();
    await store.probe(name, closed, 60_000);
    await store.reopen(name, 60_000);
    expect(await store.probe(name, closed, 70_000)).toBe(false);
    await store.reopen(name, 60_000);
    expect(await state()).toBeUndefined();
  });

  test('what a newer release keeps there stays', async () => {
    await stage.tamper('#', { alarmed: true }, `destination#${name}`);
    await stage.store().close(name, { ...closed, notBefore: 9000 });
    await stage.store().probe(name, { ...closed, notBefore: 9000 }, 60_000);
    expect(await stage.raw('#', `destination#${name}`)).toMatchObject({ alarmed: { BOOL: true } });
  });

  test('a newer format is refused before anything is written', async () => {
    await stage.tamper('#', { format: 2 }, `destination#${name}`);
    const before = await stage.raw('#', `destination#${name}`);
    await expect(state()).rejects.toThrow(/format 2/);
    await expect(stage.store().close(name, { ...closed, notBefore: 9000 })).rejects.toThrow(/format 2/);
    expect(await stage.store().probe(name, closed, 60_000)).toBe(false);
    await stage.store().reopen(name, closed.notBefore);
    expect(await stage.raw('#', `destination#${name}`)).toEqual(before);
  });

  test('an answer that is lost does not lose the probe’s exclusion', async () => {
    stage.loseAnswerOf('UpdateItem');
    // The prober cannot know that it was itself; nobody probes until its time is over.
    expect(await stage.store().probe(name, closed, 60_000)).toBe(false);
    expect(await state()).toMatchObject({ notBefore: 60_000 });
  });
});
