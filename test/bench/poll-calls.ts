import { World } from '../support/world.ts';
import type { Table } from './table.ts';

const shapes = [
  { shape: '1,000 versions in 10 groups', groups: 10, each: 100 },
  { shape: '1,000 versions in 500 groups', groups: 500, each: 2 },
  { shape: '10,000 versions in 40 groups', groups: 40, each: 250 },
] as const;

/** Calls of a first poll, of a quiet one and of one with ten decisions, against what the listing alone must take. */
export async function pollCalls(): Promise<Table> {
  const rows: Record<string, string | number>[] = [];
  for (const { shape, groups, each } of shapes) {
    const world = await World.start();
    const arns = world.aws.registry.seed({
      packages: Array.from({ length: groups * each }, (_, i) => ({ group: `g${i % groups}`, description: `v ${i}` })),
    });
    const counted = async () => {
      world.countCalls();
      const start = performance.now();
      await world.poll();
      const { ListModelPackages: list = 0, DescribeModelPackage: describe = 0, ...others } = world.countCalls();
      const writes = (others.UpdateItem ?? 0) + (others.PutItem ?? 0);
      const reads = (others.Query ?? 0) + (others.GetItem ?? 0);
      const ms = Math.round(performance.now() - start);
      return { list, describe, reads, writes, sends: others.PublishBatch ?? 0, ms };
    };
    const first = await counted();
    const quiet = await counted();
    for (const arn of arns.slice(0, 10)) await world.approve(arn);
    const decided = await counted();
    await world.close();
    const least = Math.ceil((groups * each) / 100);
    for (const [poll, figures] of Object.entries({ first, quiet, '10 decisions': decided })) {
      rows.push({ shape, poll, ...figures, 'list / ceil(N/100)': figures.list / least });
    }
  }
  return { title: 'Calls of a poll', rows };
}
