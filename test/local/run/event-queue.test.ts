import { setTimeout } from 'node:timers/promises';
import { EventQueue, type QueueMessage } from '../../../local/event-queue.ts';

const short = { window: 20, visibilityTimeout: 30 };
const bodies = (batches: readonly (readonly QueueMessage[])[]) => batches.map((batch) => batch.map(({ body }) => body));

test('what comes within a moment comes together, at most ten at a time and one batch after the other', async () => {
  const batches: (readonly QueueMessage[])[] = [];
  let underWay = 0;
  let most = 0;
  const queue = new EventQueue(async (batch) => {
    most = Math.max(most, ++underWay);
    batches.push(batch);
    await setTimeout(10);
    if (batches.length === 1) queue.put('late');
    underWay--;
    return [];
  }, short);
  const sent = Array.from({ length: 12 }, (_, index) => String(index));
  for (const body of sent) queue.put(body);
  expect(batches).toEqual([]);
  await queue.idle();
  expect(bodies(batches)).toEqual([sent.slice(0, 10), [...sent.slice(10), 'late']]);
  expect(most).toBe(1);

  queue.put('again');
  await queue.idle();
  expect(bodies(batches).at(-1)).toEqual(['again']);
});

test('what failed comes again after a while, alone and under its id, but not for ever', async () => {
  const taken: QueueMessage[] = [];
  const queue = new EventQueue((batch) => {
    taken.push(...batch);
    return Promise.resolve(batch.filter(({ body }) => body === 'bad').map(({ id }) => id));
  }, short);
  queue.put('good');
  queue.put('bad');
  await queue.idle();
  expect(taken.map(({ body }) => body)).toEqual(['good', 'bad']);
  for (let turn = 1; turn <= 50; turn++) await setTimeout(20);
  expect(taken.slice(1).map(({ body, receives }) => [body, receives])).toEqual(
    [1, 2, 3, 4, 5].map((receives) => ['bad', receives]),
  );
  expect(new Set(taken.slice(1).map(({ id }) => id)).size).toBe(1);
});

test('when it is closed, the batch under way is gone through with, and no other is begun', async () => {
  const finished: string[] = [];
  const queue = new EventQueue(async (batch) => {
    queue.close();
    await setTimeout(20);
    finished.push(...batch.map(({ body }) => body));
    return [];
  }, short);
  for (let number = 1; number <= 11; number++) queue.put(String(number));
  await queue.idle();
  queue.put('too late');
  await setTimeout(100);
  expect(finished).toHaveLength(10);
});
