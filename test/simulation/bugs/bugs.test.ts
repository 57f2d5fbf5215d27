import { bugsIn } from './patches.ts';
import { plant } from './plant.ts';
import { apply, project } from './scratch.ts';

const bugs = await bugsIn();

test('there are bugs of nearly every invariant', () => {
  const invariants = new Set(bugs.flatMap((bug) => bug.invariants));
  expect(bugs.length).toBeGreaterThanOrEqual(28);
  expect([...invariants].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 15]);
});

test.each(bugs)('$name can be planted still: $guard', async ({ path }) => {
  await apply(path, project, '--check');
});

test('three bugs are caught', async () => {
  const names = ['03-refusal-is-removal', '17-first-page', '19-flood'];
  const planted = await plant({ names, histories: 5 });
  expect(planted.filter(({ caught }) => !caught)).toEqual([]);
}, 120_000);
