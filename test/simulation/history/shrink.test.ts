import { pollAndPost } from '../rivals/poll-and-post.ts';
import { live } from './live.ts';
import { shrink } from './shrink.ts';

test('a history that breaks a promise is made short, and breaks it still', async () => {
  const plan = { seed: 1, steps: 40, notifier: pollAndPost };
  const { violation } = await live(plan);
  if (!violation) throw new Error('the design that is known to break promises broke none');
  const shrunk = await shrink(plan, violation);
  expect(shrunk.violation.promise).toBe(violation.promise);
  const left = plan.steps - (shrunk.plan.without?.size ?? 0);
  expect(left).toBeLessThan(10);
  expect(await live(shrunk.plan)).toMatchObject({ violation: shrunk.violation });
  // None of what is left can be left out.
  for (let step = 0; step < plan.steps; step++) {
    const without = new Set(shrunk.plan.without);
    if (without.has(step)) continue;
    const { violation: other } = await live({ ...shrunk.plan, without: without.add(step) });
    expect(other?.promise).not.toBe(violation.promise);
  }
}, 60_000);
