/**
 * `tsx test/simulation/bugs/main.ts [--only NAME]… [--histories N] [--from FOLDER]`: whether the simulator finds the bugs that are
 * planted into copies of the product, and after how many histories. Fails if one is not found.
 */
import { parseArgs } from 'node:util';
import { plant } from './plant.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    histories: { type: 'string', default: '400' },
    from: { type: 'string' },
  },
});

const planted = await plant({
  histories: Number(values.histories),
  ...(values.only && { names: values.only }),
  ...(values.from !== undefined && { folder: values.from }),
  hear: ({ bug, ms, seed = 'none' }) => {
    console.error(`${bug}: seed ${seed}, ${ms} ms`);
  },
});
for (const { bug, invariants, caught, histories, broken = 'nothing' } of planted) {
  const found = caught ? `caught after ${histories}` : `not caught in ${histories}`;
  console.log(`${bug} (${invariants.join(', ')}): ${found}: ${broken}`);
}
const needed = planted.flatMap(({ caught, histories }) => (caught ? histories : [])).sort((a, b) => a - b);
const median = needed[needed.length >> 1];
console.log(JSON.stringify({ planted: planted.length, caught: needed.length, median, most: needed.at(-1) }));
process.exitCode = needed.length < planted.length ? 1 : 0;
