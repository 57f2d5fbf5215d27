import fc from 'fast-check';
import { isOpen, nextOpening, type Hours } from '../../functions/domain/hours.ts';
import { parseHours } from '../../functions/domain/hours-text.ts';

function hours(text: string): Hours {
  const parsed = parseHours(text);
  if ('problem' in parsed) throw new Error(parsed.problem);
  return parsed;
}

const opening = (text: string, from: string) => new Date(nextOpening(hours(text), Date.parse(from))).toISOString();
const office = '09:00-18:00 Europe/Berlin, Mon-Fri';

describe('the next opening', () => {
  test.each([
    ['while it is open, now', office, '2026-01-05T08:00:00.000Z', '2026-01-05T08:00:00.000Z'],
    ['while it is open, now, to the ms', office, '2026-01-05T16:59:59.999Z', '2026-01-05T16:59:59.999Z'],
    ['before it opens, today', office, '2026-01-05T07:59:59.999Z', '2026-01-05T08:00:00.000Z'],
    ['when it closes, tomorrow', office, '2026-01-05T17:00:00.000Z', '2026-01-06T08:00:00.000Z'],
    ['on a Friday night, on Monday', office, '2026-01-09T20:00:00.000Z', '2026-01-12T08:00:00.000Z'],
    ['of one day a week, in a week', '09:00-10:00 UTC, Wed', '2026-01-07T10:00:00.000Z', '2026-01-14T09:00:00.000Z'],
    ['in summer, an hour earlier', office, '2026-07-06T00:00:00.000Z', '2026-07-06T07:00:00.000Z'],
    ['by the clocks of there', '08:30-17:00 Asia/Kathmandu', '2026-01-05T00:00:00Z', '2026-01-05T02:45:00.000Z'],
    [
      'of a day that began elsewhere',
      '00:00-24:00 Pacific/Auckland, Mon',
      '2026-01-03T00:00:00Z',
      '2026-01-04T11:00:00.000Z',
    ],
    ['west of Greenwich', '09:00-17:00 America/Los_Angeles', '2026-01-05T02:00:00Z', '2026-01-05T17:00:00.000Z'],
  ])('is, %s', (_, text, from, wanted) => {
    expect(opening(text, from)).toBe(wanted);
  });

  test.each([
    // Berlin: 29 March 2026, 02:00 becomes 03:00 (01:00Z); 25 October 2026, 03:00 becomes 02:00 (01:00Z).
    ['after the night of 23 hours', '09:00-18:00 Europe/Berlin', '2026-03-28T20:00:00Z', '2026-03-29T07:00:00.000Z'],
    ['after the night of 25 hours', '09:00-18:00 Europe/Berlin', '2026-10-24T20:00:00Z', '2026-10-25T08:00:00.000Z'],
    [
      'at midnight after the day of 23 hours',
      '00:00-01:00 Europe/Berlin',
      '2026-03-28T23:30:00Z',
      '2026-03-28T23:30:00.000Z',
    ],
    [
      'at midnight after the day of 25 hours',
      '00:00-01:00 Europe/Berlin',
      '2026-10-25T00:30:00Z',
      '2026-10-25T23:00:00.000Z',
    ],
    [
      'where the clocks skip the beginning, when they have',
      '02:30-04:00 Europe/Berlin',
      '2026-03-28T23:00:00Z',
      '2026-03-29T01:00:00.000Z',
    ],
    [
      'where the clocks skip it all, a day later',
      '02:00-03:00 Europe/Berlin',
      '2026-03-28T23:00:00Z',
      '2026-03-30T00:00:00.000Z',
    ],
    [
      'where the hour comes twice, at the first',
      '02:30-03:00 Europe/Berlin',
      '2026-10-24T22:00:00Z',
      '2026-10-25T00:30:00.000Z',
    ],
    ['and at the second', '02:30-03:00 Europe/Berlin', '2026-10-25T01:00:00Z', '2026-10-25T01:30:00.000Z'],
    // Lord Howe moves by half an hour, Santiago at midnight: 6 September 2026, 00:00 becomes 01:00 (04:00Z).
    [
      'where clocks move by half an hour',
      '09:00-10:00 Australia/Lord_Howe',
      '2026-10-03T10:00:00Z',
      '2026-10-03T22:00:00.000Z',
    ],
    ['where the day begins at one', '00:00-02:00 America/Santiago', '2026-09-06T03:00:00Z', '2026-09-06T04:00:00.000Z'],
  ])('is, %s', (_, text, from, wanted) => {
    expect(opening(text, from)).toBe(wanted);
  });

  test('is the first minute at which it is open, whatever the clocks do', () => {
    const minute = 60_000;
    const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Kolkata'];
    const anyHours = fc
      .record({
        zone: fc.constantFrom(...zones),
        from: fc.integer({ min: 0, max: 1439 }),
        length: fc.integer({ min: 1, max: 1440 }),
      })
      .map(({ zone, from, length }): Hours => ({
        zone,
        from,
        until: Math.min(1440, from + length),
        days: [0, 1, 2, 3, 4, 5, 6],
      }));
    const shifts = ['2026-03-08', '2026-03-29', '2026-04-05', '2026-09-06', '2026-10-04', '2026-10-25', '2026-11-01'];
    const time = fc
      .tuple(fc.constantFrom(...shifts), fc.integer({ min: -1440, max: 1440 }))
      .map(([day, minutes]) => Date.parse(day) + minutes * minute);
    fc.assert(
      fc.property(anyHours, time, (its, from) => {
        let first = from;
        while (!isOpen(its, first)) first += minute;
        expect(nextOpening(its, from)).toBe(first);
      }),
      { numRuns: 60 },
    );
  });
});

describe('hours as they are written', () => {
  const every = [0, 1, 2, 3, 4, 5, 6];
  test.each([
    ['09:00-18:00 Europe/Berlin', { from: 540, until: 1080, zone: 'Europe/Berlin', days: every }],
    ['00:00-24:00 UTC, sun', { from: 0, until: 1440, zone: 'UTC', days: [0] }],
    ['09:00-18:00 UTC, Mon-Fri', { from: 540, until: 1080, zone: 'UTC', days: [1, 2, 3, 4, 5] }],
    ['09:00-18:00 UTC, Mon, Wed,fri', { from: 540, until: 1080, zone: 'UTC', days: [1, 3, 5] }],
    ['09:00-18:00 UTC, Fri-Mon, Mon', { from: 540, until: 1080, zone: 'UTC', days: [0, 1, 5, 6] }],
  ])('are read: %s', (text, wanted) => {
    expect(parseHours(text)).toEqual(wanted);
  });

  test.each([
    ['9-18 UTC', /^is not hours/],
    ['09:00-18:00', /^names no time zone;/],
    ['09:00-18:00 UTC,', /^is not hours/],
    ['09:00-18:60 UTC', /^names a time that no day has/],
    ['09:00-24:01 UTC', /^names a time that no day has/],
    ['18:00-09:00 UTC', /^does not end later than it begins/],
    ['09:00-09:00 UTC', /^does not end later than it begins/],
    ['09:00-18:00 Europe/Berln', /^names no time zone/],
    ['09:00-18:00 UTC, Mo-Fr', /^names days that no week has/],
    ['09:00-18:00 UTC, Mon-Wed-Fri', /^names days that no week has/],
    ['09:00-18:00 UTC, Mon,,Tue', /^names days that no week has/],
  ])('are refused: %s', (text, problem) => {
    const parsed = parseHours(text);
    expect('problem' in parsed ? parsed.problem : parsed).toMatch(problem);
  });
});
