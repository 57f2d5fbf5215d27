/**
 * `tsx test/simulation/bugs/main.ts [--only NAME…] [--histories N] [--from FOLDER]`: whether the simulator finds the bugs that are
 * planted into copies of the product, and after how many histories. Fails if one is not found.
 */
import { Command } from 'commander';
import { whole } from '../whole.ts';
import { plant } from './plant.ts';

const command = new Command('bugs')
  .description('Plants bugs into copies of the product, and looks whether the simulator finds them.')
  .option('--only <name...>', 'only these bugs')
  .option('--histories <n>', 'of each bug at most', whole(1), 400)
  .option('--from <folder>', 'where the patches are (default: test/simulation/bugs)')
  .parse();
const { only, histories, from } = command.opts<{
  readonly only?: readonly string[];
  readonly histories: number;
  readonly from?: string;
}>();

const planted = await plant({
  histories,
  ...(only && { names: only }),
  ...(from !== undefined && { folder: from }),
  hear: ({ bug, ms, seed = 'none' }) => {
    console.error(`${bug}: seed ${seed}, ${ms} ms`);
  },
}).catch((error: unknown) => command.error(`error: ${error instanceof Error ? error.message : String(error)}`));
for (const { bug, invariants, caught, histories, broken = 'nothing' } of planted) {
  const found = caught ? `caught after ${histories}` : `not caught in ${histories}`;
  console.log(`${bug} (${invariants.join(', ')}): ${found}: ${broken}`);
}
const needed = planted.flatMap(({ caught, histories }) => (caught ? histories : [])).sort((a, b) => a - b);
const median = needed[needed.length >> 1];
console.log(JSON.stringify({ planted: planted.length, caught: needed.length, median, most: needed.at(-1) }));
process.exitCode = needed.length < planted.length ? 1 : 0;
