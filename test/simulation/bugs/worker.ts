/**
 * A process of its own in a scratch copy: plays histories from seed 1 on until one breaks a promise, and says which on stdout. What
 * else goes wrong ends it with an error: that is no finding of the simulator's.
 */
import { live } from '../history/live.ts';
import type { Violation } from '../model/judge.ts';

export interface Answer {
  readonly seed?: number;
  readonly violation?: Violation;
}

const histories = Number(process.argv[2]);
let found: Required<Answer> | undefined;
for (let seed = 1; seed <= histories && !found; seed++) {
  const { violation } = await live({ seed, steps: 40 });
  if (violation) found = { seed, violation };
}
const answer: Answer = found ?? {};
console.log(JSON.stringify(answer));
