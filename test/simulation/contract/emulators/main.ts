/**
 * `npm run contract`: holds the AWS of `npm run e2e` to the contract that the simulated one and the embedded one are held to, so that
 * what the three agree on does not rest on our own reading alone.
 */
import { stopOnSignals } from '../../../../local/signals.ts';
import { dynamodb } from './dynamodb.ts';
import { eventbridge } from './eventbridge.ts';
import { startEmpty } from './ministack.ts';
import { sns } from './sns.ts';
import type { Tally } from './tally.ts';

/** In ms: whatever hangs, this ends. */
const longest = 10 * 60_000;

try {
  const ministack = await startEmpty(AbortSignal.any([stopOnSignals(), AbortSignal.timeout(longest)]));
  try {
    const tallies: readonly Tally[] = [
      ...(await dynamodb(ministack)),
      await sns(ministack),
      await eventbridge(ministack),
    ];
    for (const tally of tallies) console.log(String(tally));
    process.exitCode = tallies.every(({ isAsKnown }) => isAsKnown) ? 0 : 1;
  } finally {
    await ministack.close();
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
