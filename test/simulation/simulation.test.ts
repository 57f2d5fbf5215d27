import { live } from './history/live.ts';

const histories = 60;

test(`${histories} histories of a registry, whose notifier fails in every way, break no promise`, async () => {
  const outcomes: (Awaited<ReturnType<typeof live>> & { readonly seed: number })[] = [];
  for (let seed = 1; seed <= histories; seed++) outcomes.push({ seed, ...(await live({ seed, steps: 40 })) });
  expect(outcomes.filter(({ violation }) => violation !== undefined)).toEqual([]);
  // They were no idle ones.
  const sum = (of: 'faults' | 'accepted' | 'doubled') => outcomes.reduce((total, one) => total + one[of], 0);
  expect(sum('faults')).toBeGreaterThan(histories);
  expect(sum('accepted')).toBeGreaterThan(20 * histories);
  expect(sum('doubled')).toBeGreaterThan(0);
}, 120_000);

test('the same seed is the same history', async () => {
  const plan = { seed: 4, steps: 40 };
  expect(await live(plan)).toEqual(await live(plan));
});
