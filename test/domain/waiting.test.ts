import { closedBy, patience } from '../../functions/domain/back-off.ts';
import { TimeBudget } from '../../functions/domain/time-budget.ts';
import type { Closed } from '../../functions/domain/state.ts';
import { hour, start } from './build.ts';

describe('a destination that failed is closed', () => {
  const waits = (chance: number) => {
    let closed: Closed | undefined;
    return Array.from({ length: 15 }, () => {
      closed = closedBy(closed, { why: '503' }, start, chance);
      return closed.notBefore - start;
    });
  };

  test('for twice as long each time, up to an hour', () => {
    expect(waits(1).slice(0, 12)).toEqual(
      [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 3600].map((seconds) => seconds * 1000),
    );
    expect(Math.max(...waits(1))).toBe(hour);
  });

  test('for at least half of that, by chance', () => {
    expect(waits(0)).toEqual(waits(1).map((wait) => wait / 2));
  });

  test('for as long as it asks, longer or shorter', () => {
    for (const retryAfter of [0, 1000, 5 * hour]) {
      expect(closedBy(undefined, { why: '429', retryAfter }, start, 0.5).notBefore).toBe(start + retryAfter);
    }
    const fifth = { notBefore: 0, failures: 4, why: '' };
    expect(closedBy(fifth, { why: '429', retryAfter: 1000 }, start, 0.5)).toEqual({
      notBefore: start + 1000,
      failures: 5,
      why: '429',
    });
  });

  test('for an hour however often it failed, and with no more of a reason than can be kept', () => {
    const closed = closedBy({ notBefore: 0, failures: 100_000, why: '' }, { why: 'x'.repeat(9000) }, start, 1);
    expect(closed.notBefore).toBe(start + hour);
    expect(closed.why).toHaveLength(500);
  });

  test('and what waits for it is kept for a long weekend', () => {
    expect(patience).toBe(76 * hour);
  });
});

describe('the time of an invocation', () => {
  const budget = (remaining: number) => {
    let now = start;
    const time = new TimeBudget({ now: () => now, sleep: () => Promise.resolve() }, remaining);
    return { time, at: (ms: number) => ((now = start + ms), time) };
  };

  test.each([
    [300_000, 285_000],
    [45_000, 30_000],
    [30_000, 20_000],
    [3000, 2000],
  ])('of %i ms: work stops after %i', (remaining, stop) => {
    const { time, at } = budget(remaining);
    expect(time.deadline).toBe(start + remaining);
    expect(time.isUp).toBe(false);
    expect(at(stop - 1).isUp).toBe(false);
    expect(at(stop).isUp).toBe(true);
  });

  test('allows what is over a second before its end', () => {
    const { at } = budget(60_000);
    expect(at(0).allows(58_999)).toBe(true);
    expect(at(0).allows(59_000)).toBe(false);
    expect(at(50_000).allows(8999)).toBe(true);
    expect(at(50_000).allows(9000)).toBe(false);
    expect(at(60_000).allows(0)).toBe(false);
  });

  test('that is over already allows nothing', () => {
    const { time } = budget(0);
    expect(time.isUp).toBe(true);
    expect(time.allows(0)).toBe(false);
  });

  test('aborts what gathers when work must stop, and sends only at the end', async () => {
    const { time } = budget(60);
    const aborted: string[] = [];
    const abort = (name: string, signal: AbortSignal) =>
      new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          aborted.push(name);
          resolve();
        });
      });
    await Promise.all([abort('sends', time.endSignal), abort('gathers', time.signal)]);
    expect(aborted).toEqual(['gathers', 'sends']);
  });
});
