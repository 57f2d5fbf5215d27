import fc from 'fast-check';
import picomatch from 'picomatch';
import { isExcluded } from '../../../functions/runtime/config/glob.ts';

describe('isExcluded', () => {
  it.each([
    ['fraud', ['Fraud'], true],
    ['fraud', ['fraud-*'], false],
    ['fraud-*', ['*'], true],
    ['fraud-a*', ['fraud-*'], true],
    ['fraud-*', ['fraud-a*'], false],
    ['fraud-?', ['fraud-?'], true],
    ['fraud-*', ['fraud-?'], false],
    ['fraud*', ['fraud?*'], false],
    ['arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/fraud', ['fr*'], true],
    ['fraud', [], false],
    ['*', ['*'], true],
    ['**', ['?*'], true],
    ['?', ['??'], false],
    ['*', ['*.*'], false],
    ['py3.12', ['py3.*'], true],
    ['*.gpu', ['*'], true],
    ['*.gpu', ['*.*'], true],
    ['py*', ['py*.*'], false],
  ])('%s by %j: %s', (entry, except, expected) => {
    expect(isExcluded(entry, except)).toBe(expected);
  });

  it('is never said of a glob that matches what no exception does', () => {
    const glob = fc.stringMatching(/^[ab*?](?:[.]?[ab*?]){0,4}$/);
    const fillings = fc.array(fc.stringMatching(/^[ab]{0,3}$/), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(glob, fc.array(glob, { minLength: 1, maxLength: 2 }), fillings, (entry, except, [...filling]) => {
        fc.pre(isExcluded(entry, except));
        const name = entry.replace(/[*?]/g, (open) => (open === '?' ? 'a' : (filling.pop() ?? '')));
        expect(name === '' || except.some((exception) => picomatch(exception, { nocase: true, dot: true })(name))).toBe(
          true,
        );
      }),
      { numRuns: 2000, maxSkipsPerRun: 1000 },
    );
  });
});
