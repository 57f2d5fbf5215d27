import { chunkOf, groupByReference, imageOf, ownGroup, unversioned } from '../../functions/domain/collection.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import { selectorFromKey, selectorsOf } from '../../functions/domain/selector.ts';
import { groupArn, rule, selector, source } from './build.ts';

const shared = groupByReference(groupArn('Shared', '999999999999'), source);

describe('a selector covers', () => {
  test.each<[string, string, boolean]>([
    ['Fraud', 'Fraud', true],
    ['fraud', 'FRAUD', true],
    ['Fraud', 'fraud-2', false],
    ['*', 'anything', true],
    ['fraud-*', 'fraud-eu', true],
    ['fraud-*', 'fraud-', true],
    ['fraud-*', 'FRAUD-EU', true],
    ['fraud-*', 'fraud', false],
    ['*-prod', 'fraud-eu-prod', true],
    ['*-prod', 'fraud-prod-2', false],
    ['fraud-?', 'fraud-1', true],
    ['fraud-?', 'fraud-12', false],
    ['fraud-?', 'fraud-', false],
    ['f*d', 'fraud', true],
    ['f*d', 'frauds', false],
    ['**', 'fraud', true],
    [groupArn('Fraud'), 'fraud', true],
    [groupArn('fraud').toLowerCase(), 'Fraud', true],
    [groupArn('fraud'), 'churn', false],
  ])('%s: %s? %s', (pattern, name, covered) => {
    expect(selector(pattern).covers(ownGroup(name))).toBe(covered);
  });

  test('a group that another account shares by its ARN only, in any case of letters', () => {
    expect(selector(shared.reference).covers(shared)).toBe(true);
    expect(selector(shared.reference.toLowerCase()).covers(shared)).toBe(true);
    expect(selector(groupArn('shared', '888888888888')).covers(shared)).toBe(false);
    expect(selector('*').covers(shared)).toBe(false);
    expect(selector('Shared').covers(shared)).toBe(false);
    expect(selector(shared.reference).covers(ownGroup('Shared'))).toBe(false);
  });

  test('nothing that is excepted, by name or glob, in any case of letters', () => {
    const some = selector('*', { except: ['*-Sandbox', 'churn'] });
    const covered = ['fraud', 'fraud-sandbox', 'Fraud-SANDBOX', 'CHURN', 'churn-2'].filter((name) =>
      some.covers(ownGroup(name)),
    );
    expect(covered).toEqual(['fraud', 'churn-2']);
    expect(selector('fraud', { except: ['fr*'] }).covers(ownGroup('fraud'))).toBe(false);
    expect(selector(shared.reference, { except: ['shared'] }).covers(shared)).toBe(false);
  });

  test('only names that contain what is asked for', () => {
    const some = selector('*', { nameContains: 'EU' });
    expect(['fraud-eu', 'FRAUD-EU-1', 'fraud-us'].map((name) => some.covers(ownGroup(name)))).toEqual([
      true,
      true,
      false,
    ]);
    expect(selector('fraud', { nameContains: 'eu' }).covers(ownGroup('fraud'))).toBe(false);
  });
});

test('a selector admits what was created between its bounds, which are no part of it', () => {
  const bounded = selector('*', { createdAfter: '2026-01-01T00:00:00Z', createdBefore: '2026-02-01T00:00:00Z' });
  const admitted = [
    '2025-12-31T23:59:59.999Z',
    '2026-01-01T00:00:00.000Z',
    '2026-01-01T00:00:00.001Z',
    '2026-01-31T23:59:59.999Z',
    '2026-02-01T00:00:00.000Z',
  ].map((time) => bounded.admits({ createdAt: Date.parse(time), member: 1 }));
  expect(admitted).toEqual([false, false, true, true, false]);
  expect(selector('*').admits({ createdAt: 0, member: 1 })).toBe(true);
});

test.each<[string, Partial<Rule>, boolean]>([
  ['*', {}, true],
  ['*', { createdAfter: '2026-01-01T00:00:00Z' }, true],
  ['*', { except: ['a'] }, false],
  ['*', { nameContains: 'a' }, false],
  ['f*', {}, false],
  ['fraud', {}, false],
])('%s with %j wants everything in the account: %s', (pattern, more, all) => {
  expect(selector(pattern, more).all).toBe(all);
});

describe('a selector’s key', () => {
  const definitions: [string, Partial<Rule>][] = [
    ['*', {}],
    ['Fraud-*', { except: ['b', 'a'], nameContains: 'eu' }],
    [groupArn('Shared', '999999999999'), { createdAfter: '2026-01-01T00:00:00Z' }],
    ['fraud', { createdBefore: '2026-02-01T00:00:00Z' }],
  ];

  test.each(definitions)('of %s %j tells the same selector again', (pattern, more) => {
    const one = selector(pattern, more);
    const again = selectorFromKey(one.key, source);
    expect(again).toMatchObject({
      key: one.key,
      all: one.all,
      createdAfter: one.createdAfter,
      createdBefore: one.createdBefore,
    });
    for (const group of [ownGroup('fraud'), ownGroup('Fraud-eu-1'), ownGroup('a'), shared]) {
      expect(again?.covers(group)).toBe(one.covers(group));
    }
  });

  test('differs where anything that selects differs, and only there', () => {
    const keys = definitions.map(([pattern, more]) => selector(pattern, more).key);
    expect(new Set(keys).size).toBe(definitions.length);
    expect(selector('*', { except: ['a', 'b'] }).key).toBe(selector('*', { except: ['b', 'a'] }).key);
    const told = { changes: [], notify: ['others'], approvalStatus: ['Approved' as const] };
    expect(selector('fraud', told).key).toBe(selector('fraud').key);
  });

  test.each(['', 'fraud', '{}', '[]', '[1,[]]', '["*","a"]', '["*",[],null,null,null,"newer"]', '["*",[]'])(
    'of a newer release, or of nobody, is no selector: %s',
    (key) => {
      expect(selectorFromKey(key, source)).toBeUndefined();
    },
  );
});

describe('selectors of images and of unversioned model packages', () => {
  const [image, named, packages] = selectorsOf(
    rule({ groups: [], images: ['train-*', 'Base.1'], packages: ['fraud-*'], except: ['*-x'], nameContains: 'a' }),
    source,
  );

  test('cover no group, and a group’s none of them', () => {
    expect(image?.covers(ownGroup('train-a'))).toBe(false);
    expect(packages?.covers(ownGroup('fraud-a'))).toBe(false);
    expect(selector('*').covers(imageOf('train-a'))).toBe(false);
    expect(selector('*').covers(unversioned)).toBe(false);
    expect([image, named, packages].map((one) => one?.all)).toEqual([false, false, false]);
  });

  test('of images cover those of a name or glob', () => {
    expect(['train-a', 'TRAIN-A', 'train-b', 'train-a-x'].map((name) => image?.covers(imageOf(name)))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(image?.named).toBeUndefined();
    expect(named?.named).toEqual(imageOf('Base.1'));
    expect(named?.covers(imageOf('base.1'))).toBe(true);
  });

  test('of packages cover all of them, and admit those of a name or glob', () => {
    expect(packages?.covers(unversioned)).toBe(true);
    const admitted = ['fraud-a', 'FRAUD-A', 'churn-a', 'fraud-a-x', 'fraud-b'].map((member) =>
      packages?.admits({ member, createdAt: 0 }),
    );
    expect(admitted).toEqual([true, true, false, false, true]);
    expect(packages?.names('churn-a')).toBe(false);
  });

  test('have keys of their own, which tell them again', () => {
    const keys = [image, named, packages, selector('train-*'), selector('fraud-*')].map((one) => one?.key ?? '');
    expect(new Set(keys).size).toBe(5);
    const again = selectorFromKey(packages?.key ?? '', source);
    expect(again).toMatchObject({ key: packages?.key, kind: 'packages' });
    expect(again?.admits({ member: 'fraud-a', createdAt: 0 })).toBe(true);
    expect(selectorFromKey(image?.key ?? '', source)?.covers(imageOf('train-a'))).toBe(true);
  });
});

test('a rule has a selector for each of its groups, all with its filters', () => {
  const all = selectorsOf(rule({ groups: ['a', 'b-*'], except: ['*-x'] }), source);
  expect(all.map(({ named }) => named?.id)).toEqual(['a', undefined]);
  expect(all.map((one) => one.covers(ownGroup('b-x')))).toEqual([false, false]);
});

describe('a group is known', () => {
  test('by its name without regard to case', () => {
    expect(ownGroup('Fraud')).toEqual({ kind: 'group', id: 'fraud', name: 'Fraud', reference: 'Fraud' });
  });

  test('by an ARN of the account itself as by its name', () => {
    expect(groupByReference(groupArn('Fraud'), source)).toEqual(ownGroup('Fraud'));
  });

  test.each([
    ['another account', groupArn('Fraud', '999999999999')],
    ['another region', groupArn('Fraud').replace('eu-west-1', 'us-east-1')],
  ])('by an ARN of %s as that ARN', (_, arn) => {
    expect(groupByReference(arn, source)).toEqual({
      kind: 'group',
      id: arn.toLowerCase(),
      name: 'Fraud',
      reference: arn,
    });
  });
});

test.each([
  [1, 0],
  [1024, 0],
  [1025, 1],
  [2048, 1],
  [2049, 2],
])('version %i is kept in item %i', (version, chunk) => {
  expect(chunkOf(version)).toBe(chunk);
});

test('names are spread over 64 items, always in the same way', () => {
  const chunks = Array.from({ length: 1000 }, (_, index) => chunkOf(`model-${index}`));
  expect(new Set(chunks).size).toBe(64);
  expect(Math.max(...chunks)).toBe(63);
  expect(chunkOf('fraud-detector')).toBe(chunkOf('fraud-detector'));
});
