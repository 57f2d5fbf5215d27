import { schedulePeriod } from '../../../functions/runtime/config/schedule.ts';

describe('schedulePeriod', () => {
  it.each([
    ['rate(1 minute)', 60_000],
    ['rate(5 minutes)', 300_000],
    ['rate(1 hour)', 3_600_000],
    ['rate(36 hours)', 129_600_000],
    ['rate(1 day)', 86_400_000],
    ['rate(3 days)', 259_200_000],
  ])('%s is %d ms', (rate, period) => {
    expect(schedulePeriod(rate)).toBe(period);
  });

  it.each([
    'rate(01 minutes)',
    'rate(5 minutes) ',
    'RATE(5 minutes)',
    'rate(5 seconds)',
    'rate(1.5 hours)',
    'rate(-1 days)',
  ])('refuses %j', (rate) => {
    expect(() => schedulePeriod(rate)).toThrow(RangeError);
  });
});
