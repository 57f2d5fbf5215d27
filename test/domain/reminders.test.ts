import { foldChunk } from '../../functions/domain/fold.ts';
import { InForce, bringIntoForce, reminderKey } from '../../functions/domain/in-force.ts';
import type { Observation } from '../../functions/domain/observation.ts';
import { pendingSince, type Pending } from '../../functions/domain/pending.ts';
import type { PackageRecord } from '../../functions/domain/record.ts';
import { dueSlot, remindOf } from '../../functions/domain/remind.ts';
import { Routing } from '../../functions/domain/routing.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import { selectorFromKey } from '../../functions/domain/selector.ts';
import { arnOf, chunk, fraud, hour, record, rule, seen, selector, source, start } from './build.ts';

const at = (hours: number) => start + hours * hour;
const hoursOf = (time: number | undefined) => time !== undefined && (time - start) / hour;

describe('the latest time that has come', () => {
  // `start` is a Sunday at midnight; hours are counted from there.
  test.each([
    ['none before its time', { after: '24h' }, 23.9, false],
    ['the first', { after: '24h' }, 24, 24],
    ['the only one, however late', { after: '24h' }, 500, 24],
    ['the first until the second', { after: '24h', every: '12h' }, 35.9, 24],
    ['the second', { after: '24h', every: '12h' }, 36, 36],
    ['the last of many that were missed', { after: '24h', every: '12h' }, 101, 96],
    ['none outside its hours', { after: '2h', between: '09:00-18:00 UTC' }, 8.9, false],
    ['one of the night, in the morning', { after: '2h', between: '09:00-18:00 UTC' }, 9, 9],
    ['one of the night, later that day', { after: '2h', between: '09:00-18:00 UTC' }, 15, 9],
    ['several of the night, as one', { after: '2h', every: '2h', between: '09:00-18:00 UTC' }, 9.5, 9],
    ['none of a weekend, on it', { after: '2h', every: '2h', between: '09:00-18:00 UTC, Mon-Fri' }, 10, false],
    ['those of a weekend, as one', { after: '2h', every: '2h', between: '09:00-18:00 UTC, Mon-Fri' }, 33, 33],
  ])('is %s', (_, remind, now, wanted) => {
    expect(hoursOf(dueSlot(remindOf(remind), start, at(now)))).toBe(wanted);
  });
});

const waiting = (overrides: Partial<PackageRecord> = {}) => record({ createdAt: start, ...overrides });
const described = (overrides: Parameters<typeof seen>[1] = {}) => seen(1, { createdAt: start, ...overrides });

/** What a describe leads to, with rules that have reminded since `start`. */
function fold(
  rules: readonly Rule[],
  now: number,
  {
    known = waiting(),
    pending,
    observation = described(),
  }: { known?: PackageRecord; pending?: Pending; observation?: Observation } = {},
) {
  const routing = new Routing(rules, source);
  const inForce = new InForce(bringIntoForce({}, routing.terms, start), source);
  const before = chunk([[1, known]], pending && { pending: new Map([[1, pending]]) });
  return foldChunk(before, [observation], [], { collection: fraud, routing, inForce, now: at(now) });
}

describe('a version that is described while it waits', () => {
  const daily = rule({ remind: { after: '24h', every: '24h' } });

  test('is reminded of, once for each time, with how long it has waited', () => {
    const folded = fold([daily], 50);
    expect(folded?.told).toMatchObject([
      {
        to: ['people'],
        change: {
          kind: 'reminder',
          arn: arnOf(1),
          group: 'Fraud',
          version: 1,
          to: 'PendingManualApproval',
          since: new Date(start).toISOString(),
          at: new Date(at(48)).toISOString(),
        },
      },
    ]);
    expect(folded?.changes).toEqual({ pending: new Map([[1, { reminded: at(48) }]]) });
    expect(fold([daily], 71, { pending: { reminded: at(48) } })).toBeUndefined();
    expect(fold([daily], 72, { pending: { reminded: at(48) } })?.told).toHaveLength(1);
  });

  test('has one id for each time, whenever it is told', () => {
    const ids = [49, 60, 73].map((now) => fold([daily], now)?.told[0]?.id);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });

  test('says who registered it', () => {
    const createdBy = { name: 'data-scientist' };
    const folded = fold([daily], 25, { observation: described({ createdBy }) });
    expect(folded?.told[0]?.change).toMatchObject({ by: createdBy });
  });

  test.each([['Failed'], ['Deleting']] as const)('is left alone if it is %s', (status) => {
    expect(fold([daily], 50, { known: waiting({ status }), observation: described({ status }) })).toBeUndefined();
  });

  test('is not reminded of for what its rule does not select', () => {
    expect(fold([rule({ groups: ['churn'], remind: { after: '24h' } })], 50)).toBeUndefined();
    expect(fold([rule({ createdAfter: '2026-03-02', remind: { after: '24h' } })], 50)).toBeUndefined();
    expect(fold([rule()], 50)).toBeUndefined();
  });

  test('is told once to each destination, of rules with the same time in one change', () => {
    const rules = [daily, rule({ remind: { after: '2d' }, notify: ['people', 'leads'] })];
    expect(fold(rules, 50)?.told.map(({ to }) => to)).toEqual([['people', 'leads']]);
  });

  test('is told of each rule’s own time, and of the latest where a destination has two', () => {
    const rules = [
      daily,
      rule({ remind: { after: '30h' }, notify: ['leads'] }),
      rule({ remind: { after: '26h' }, notify: ['people', 'chief'] }),
    ];
    const told = fold(rules, 50)?.told.map(({ to, change }) => [change.at, to]);
    expect(told).toEqual([
      [new Date(at(26)).toISOString(), ['chief']],
      [new Date(at(30)).toISOString(), ['leads']],
      [new Date(at(48)).toISOString(), ['people']],
    ]);
  });
});

describe('how long it has waited', () => {
  const quiet = rule();

  test('counts from its creation, or from when it was put back', () => {
    const known = chunk([[1, waiting()]]);
    expect(pendingSince(known, 1)).toBe(start);
    expect(pendingSince({ ...known, pending: new Map([[1, { since: at(5) }]]) }, 1)).toBe(at(5));
    expect(pendingSince({ ...known, pending: new Map([[1, { reminded: at(5) }]]) }, 1)).toBe(start);
    expect(pendingSince(known, 2)).toBeUndefined();
    expect(pendingSince(chunk([[1, waiting({ approval: 'Approved' })]]), 1)).toBeUndefined();
  });

  test('begins anew when it is put back, and is forgotten when it is decided or gone', () => {
    const approved = waiting({ approval: 'Approved' });
    const back = fold([quiet], 9, { known: approved, observation: described({ modifiedAt: at(8) }) });
    expect(back?.changes.pending).toEqual(new Map([[1, { since: at(8) }]]));
    const pending = { since: at(8), reminded: at(40) };
    const decided = described({ approval: 'Rejected', modifiedAt: at(50) });
    expect(fold([quiet], 51, { pending, observation: decided })?.changes.pending).toBeNull();
    const gone = { gone: true, arn: arnOf(1), member: 1 } as const;
    expect(fold([quiet], 51, { pending, observation: gone })?.changes.pending).toBeNull();
    const anew = described({ createdAt: at(50), modifiedAt: at(50) });
    expect(fold([quiet], 51, { pending, observation: anew })?.changes.pending).toBeNull();
    const edited = described({ description: 'better', modifiedAt: at(50) });
    expect(fold([quiet], 51, { pending, observation: edited })?.changes).not.toHaveProperty('pending');
  });
});

describe('reminders come into force', () => {
  const daily = rule({ remind: { after: '24h' } });

  test('on their own, apart from the selector that they are of', () => {
    const before = bringIntoForce({}, new Routing([rule()], source).terms, start);
    const after = new InForce(bringIntoForce(before, new Routing([daily], source).terms, at(100)), source);
    expect(after.since(selector('*'))).toBe(start);
    expect(after.remindsSince(selector('*'))).toBe(at(100));
    expect(new InForce(before, source).remindsSince(selector('*'))).toBe(Infinity);
  });

  test('not again when the rule only says other times', () => {
    const before = bringIntoForce({}, new Routing([daily], source).terms, start);
    const edited = new Routing([rule({ remind: { after: '1h', every: '2h', between: '09:00-18:00 UTC' } })], source);
    expect(bringIntoForce(before, edited.terms, at(100))).toBe(before);
  });

  test('by a key that no release takes for a selector', () => {
    expect(selectorFromKey(reminderKey(selector('*')), source)).toBeUndefined();
  });
});
