import { setTimeout } from 'node:timers/promises';
import { Poller } from '../../../local/poller.ts';

test('polls start a period apart, however long they take, and never overlap', async () => {
  const starts: number[] = [];
  let underWay = 0;
  let most = 0;
  const poller = new Poller(async () => {
    starts.push(performance.now());
    most = Math.max(most, ++underWay);
    await setTimeout(60);
    underWay--;
    return true;
  });
  const stop = new AbortController();
  await poller.poll();
  const repeated = poller.repeat(100, stop.signal);
  while (starts.length < 8) await setTimeout(5);
  stop.abort();
  await repeated;
  await poller.idle();

  const gaps = starts.slice(1).map((time, index) => time - (starts[index] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThan(98);
  // From end to start it would be 160 each.
  expect(gaps.toSorted((a, b) => a - b)[3]).toBeLessThan(150);
  expect(most).toBe(1);
});

test('what else is done waits for the poll under way, and the next poll for it', async () => {
  const events: string[] = [];
  const slowly = async (what: string) => {
    events.push(`${what} begins`);
    await setTimeout(5);
    events.push(`${what} ends`);
  };
  const poller = new Poller(() => slowly('poll').then(() => true));
  const all = [poller.poll(), poller.between(() => slowly('look').then(() => 'seen')), poller.poll()];
  expect(await Promise.all(all)).toEqual([true, 'seen', true]);
  expect(events).toEqual(['poll', 'look', 'poll'].flatMap((what) => [`${what} begins`, `${what} ends`]));
});

test('work is done between two polls, and a poll follows it even if the poll before failed', async () => {
  const events: string[] = [];
  const poller = new Poller(async () => {
    events.push('poll');
    await setTimeout(5);
    events.push('polled');
    return false;
  });
  const first = poller.poll();
  const failing = poller.poll(() => Promise.reject(new Error('no such version')));
  const second = poller.poll(() => void events.push('work'));
  await expect(failing).rejects.toThrow('no such version');
  await Promise.all([first, second]);
  expect(events).toEqual(['poll', 'polled', 'work', 'poll', 'polled']);
});
