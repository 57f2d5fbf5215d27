import type { PublishBatchCommandInput } from '@aws-sdk/client-sns';
import { production, type Notifier } from '../cloud/notifier.ts';
import { explore } from './explore.ts';
import { conflict, type Effect } from './effect.ts';
import { runMatrix } from './matrix.ts';

test('a part of the matrix: whatever befalls any one call, no promise is broken', async () => {
  const { cells, crashes } = await runMatrix({ part: 11, of: 64 });
  expect([...cells.failed, ...crashes.failed]).toEqual([]);
  expect(cells.run).toBeGreaterThan(50);
  expect(cells.impossible).toBeGreaterThan(20);
  expect(crashes.exercised).toBe(crashes.found);
  expect(crashes.pairs.exercised).toBeGreaterThan(10);
}, 60_000);

test('whoever takes what was sent for accepted, before it is, is found out', async () => {
  const careless: Notifier = (host) => {
    const { container } = host;
    const call = container.call.bind(container);
    container.call = (asked) => {
      const answer = call(asked);
      if (asked.client.service !== 'sns') return answer;
      answer.catch(() => undefined);
      const { PublishBatchRequestEntries: Successful } = asked.input as PublishBatchCommandInput;
      return Promise.resolve({ Successful } as never);
    };
    return production(host);
  };
  const cell = 'told: poll sns PublishBatch machines, refused, first';
  expect((await runMatrix({ cell })).cells).toMatchObject({ run: 1, failed: [] });
  const { failed } = (await runMatrix({ cell, notifier: careless })).cells;
  expect(failed).toContainEqual(expect.objectContaining({ name: cell, promise: 'lost' }));
});

test('what two processes do is tried in every order that can be told apart', async () => {
  const write = (of: string): Effect => ({ of, isWhole: false, writes: true });
  const read = (of: string): Effect => ({ ...write(of), writes: false });
  const programs = [
    [read('a'), write('a'), undefined, write('b')],
    [read('b'), read('a'), write('b'), write('a')],
  ];
  const orders = new Set<string>();
  await explore((choose) => {
    const order: { process: number; step: number }[] = [];
    const at = [0, 0];
    const nextOf = () =>
      new Map(programs.flatMap((steps, one) => ((at[one] ?? 0) < steps.length ? [[one, steps[at[one] ?? 0]]] : [])));
    for (let next = nextOf(); next.size > 0; next = nextOf()) {
      const process = choose(next);
      if (process === undefined) return Promise.resolve();
      order.push({ process, step: at[process] ?? 0 });
      at[process] = (at[process] ?? 0) + 1;
    }
    orders.add(toldApart(order, programs));
    return Promise.resolve();
  });
  const all = new Set<string>();
  for (let merge = 0; merge < 2 ** 8; merge++) {
    const processes = Array.from({ length: 8 }, (_, index) => (merge >> index) & 1);
    if (processes.reduce((sum, one) => sum + one, 0) !== 4) continue;
    const at = [0, 0];
    all.add(
      toldApart(
        processes.map((process) => ({ process, step: (at[process] = (at[process] ?? 0) + 1) - 1 })),
        programs,
      ),
    );
  }
  expect([...orders].sort()).toEqual([...all].sort());
});

/** Of two steps that touch the same, which was first. */
function toldApart(
  order: readonly { readonly process: number; readonly step: number }[],
  programs: readonly (readonly (Effect | undefined)[])[],
): string {
  const effectOf = ({ process, step }: (typeof order)[number]) => programs[process]?.[step];
  const pairs = order.flatMap((one, index) =>
    order
      .slice(index + 1)
      .filter((other) => other.process !== one.process && conflict(effectOf(one), effectOf(other)))
      .map((other) => `${one.process}.${one.step} before ${other.process}.${other.step}`),
  );
  return pairs.sort().join(', ');
}
