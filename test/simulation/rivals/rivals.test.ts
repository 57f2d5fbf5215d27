import { compare } from './compare.ts';

test('of the same histories the product tells all, once and in order; two other designs do not', async () => {
  const {
    product,
    'poll and post': pollAndPost,
    'send then record': sendThenRecord,
  } = await compare({
    histories: 20,
    seed: 21,
  });
  expect(product).toMatchObject({
    broken: 0,
    lost: 0,
    invented: 0,
    falseRemovals: 0,
    misordered: 0,
    doubledOutside: 0,
  });
  // What it doubles it may double; and the count sees what there is.
  expect(product.accepted).toBeGreaterThan(1000);
  expect(product.doubledInside).toBeGreaterThan(0);
  for (const one of ['lossy', 'lost', 'invented', 'misordered', 'doubledOutside'] as const)
    expect(pollAndPost[one]).toBeGreaterThan(0);
  // It tells nothing that was not described; but who could not be reached never hears of what was over by then.
  expect(sendThenRecord).toMatchObject({ invented: 0, falseRemovals: 0 });
  for (const one of ['lossy', 'lost'] as const) expect(sendThenRecord[one]).toBeGreaterThan(0);
}, 120_000);
