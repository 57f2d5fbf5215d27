/**
 * `npm run simulate`: plays histories of a registry with the production handlers, in which processes and services fail, and holds
 * what was told against what should have been. The same arguments give the same output.
 */
import { parseArgs } from 'node:util';
import { live } from './history/history.ts';

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    histories: { type: 'string', default: '200' },
    steps: { type: 'string', default: '40' },
  },
});

const seed = Number(values.seed);
const total = { polls: 0, calls: 0, faults: 0, accepted: 0, doubled: 0, violations: 0 };
const began = performance.now();
for (let history = 0; history < Number(values.histories); history++) {
  const outcome = await live({ seed: seed + history, steps: Number(values.steps) });
  total.polls += outcome.polls;
  total.calls += outcome.calls;
  total.faults += outcome.faults;
  total.accepted += outcome.accepted;
  total.doubled += outcome.doubled;
  if (outcome.violation !== undefined) {
    total.violations++;
    console.log(`seed ${seed + history}: ${outcome.violation}`);
  }
}
console.log(JSON.stringify(total));
console.error(`${Math.round(performance.now() - began)} ms`);
process.exitCode = total.violations > 0 ? 1 : 0;
