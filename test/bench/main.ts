/**
 * `npm run bench`: the figures that matter for this product, as ratios within one run, because machines differ.
 * Cold start of the shipped bundle, calls and round trips of a poll, bytes of state.
 */
import { bundleSizes, coldStart } from './cold-start.ts';
import { greatRegistry } from './great-registry.ts';
import { pollCalls } from './poll-calls.ts';
import { stateBytes } from './state-bytes.ts';

for (const part of [bundleSizes, coldStart, pollCalls, greatRegistry, stateBytes]) {
  const { title, rows } = await part();
  console.log(`\n${title}`);
  console.table(rows);
}
