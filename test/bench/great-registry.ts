import { GreatRegistry } from '../support/great.ts';
import { World, config, rule } from '../support/world.ts';
import type { Table } from './table.ts';

/**
 * 60,000 versions in uneven groups, asked at 2 requests a second of simulated time by a poll every five minutes: what each poll
 * takes in calls while the registry is worked on, and whether all is told.
 */
export async function greatRegistry(): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  for (const [way, accountWide, groups] of [
    ['account at once', true, '*'],
    ['group by group', false, 'g*'],
  ] as const) {
    const world = await World.start();
    const limits = { requestsPerSecond: 2, pageSize: 100 };
    const all = config({ limits, watch: [rule({ groups: [groups] })] });
    const registry = new GreatRegistry(world, { versions: 60_000, accountWide, config: all });
    const baseline = await registry.sweep();
    const late: string[] = [];
    for (let polls = 0; polls < 6; polls++) {
      await registry.poll({ before: 10, during: 10 });
      late.push(...registry.late());
    }
    await registry.sweep();
    await registry.sweep();
    const { records, registry: there } = await registry.compare();
    const expected = registry.expected.map(({ told }) => told);
    rows.push({
      way,
      'polls of the first sweep': baseline,
      'calls of a poll': registry.calls.map(({ list = 0, describe = 0 }) => list + describe).join(' '),
      'pages of 100': Math.ceil(there.length / 100),
      changes: expected.length,
      told: registry.told.length,
      late: late.length,
      lost: expected.filter((one) => !registry.told.includes(one)).length,
      invented: registry.told.filter((one) => !expected.includes(one)).length,
      'records that differ': records.filter((one, index) => one !== there[index]).length,
    });
    await world.close();
  }
  return { title: 'A registry that takes longer to list than a poll has', rows };
}
