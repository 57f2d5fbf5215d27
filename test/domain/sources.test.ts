import type { Source } from '../../functions/domain/collection.ts';
import { rulesFor } from '../../functions/domain/sources.ts';
import { groupArn, rule, source } from './build.ts';

const self: Source = { account: '000000000000', region: source.region };
const far: Source = { ...source, region: 'us-east-1' };
const strange = groupArn('theirs', '999988887777');

/** Which groups each source watches, rule by rule. */
const watched = (sources: readonly Source[], ...rules: ReturnType<typeof rule>[]) =>
  sources.map((one) => rulesFor(one, sources, rules).map(({ groups }) => groups));

test('rules of names, globs, images and packages hold for every source', () => {
  const rules = [rule({ groups: ['fraud-*', 'churn'], images: ['base'], packages: ['scorer'] })];
  for (const one of [self, source]) expect(rulesFor(one, [self, source], rules)).toEqual(rules);
});

test('a group by ARN is watched by its own source alone, though every other has rules of its own', () => {
  const rules = rule({ groups: ['*', groupArn('Fraud')] });
  expect(watched([self, source, far], rules)).toEqual([[['*']], [['*', groupArn('Fraud')]], [['*']]]);
});

test('a group of an account that is no source is watched by the first one', () => {
  expect(watched([self, source], rule({ groups: [strange] }))).toEqual([[[strange]], []]);
  expect(watched([source, far], rule({ groups: [strange] }))).toEqual([[[strange]], []]);
});

test('an account is not another region of it', () => {
  expect(watched([self, far], rule({ groups: [groupArn('Fraud')] }))).toEqual([[[groupArn('Fraud')]], []]);
});

test('a rule that is left with nothing to watch drops out; one that has more, stays', () => {
  const images = rule({ groups: [groupArn('Fraud')], images: ['base'] });
  expect(watched([self, source], rule({ groups: [groupArn('Fraud')] }), images)).toEqual([
    [[]],
    [[groupArn('Fraud')], [groupArn('Fraud')]],
  ]);
});

test('where there is one source, all is its own', () => {
  expect(watched([self], rule({ groups: ['*', strange, groupArn('Fraud')] }))).toEqual([
    [['*', strange, groupArn('Fraud')]],
  ]);
});
