import { createDynamoStore } from '../../../functions/store/dynamo-store.ts';
import { stateAt, thereAt } from '../aws/sagemaker.ts';
import { period } from '../cloud/deployment.ts';
import { table } from '../cloud/names.ts';
import { Container } from '../engine/container.ts';
import type { Violation } from '../model/judge.ts';
import type { History } from './history.ts';
import type { Setting } from './setting.ts';

const minute = 60_000;

type Settled = Pick<History, 'cloud' | 'deployment' | 'sources' | 'restores' | 'now'> & {
  readonly setting: Pick<Setting, 'hasImages' | 'hasPackages' | 'reminds'>;
};

/** What is not as it must be when peace has lasted. */
export async function unsettled(history: Settled): Promise<Violation | undefined> {
  const { stranger } = history.cloud.ledger;
  // A reminder is due no more when its wait is over; over a restored table nobody may ever tell programs of what people were told.
  const isEveryoneTold = history.setting.reminds === undefined && history.restores.length === 0;
  if (isEveryoneTold && stranger !== undefined)
    return { promise: 'invented', what: `${stranger}, which no program was told of` };
  for (const source of history.sources) {
    const broken = (await writesOf(history, source)) ?? (await recordsOf(history, source));
    if (broken) return { ...broken, what: `${source}: ${broken.what}` };
  }
  return undefined;
}

/** A poll of what has not changed writes nothing, unless there is someone to remind. */
async function writesOf({ cloud, deployment }: Settled, source: string): Promise<Violation | undefined> {
  const { scheduler } = deployment;
  const { ledger } = cloud;
  const poll = async () => {
    const before = ledger.size;
    cloud.writes = 0;
    const [invocation] = await Promise.all([deployment.poll(source), scheduler.runUntil(scheduler.now() + 4 * minute)]);
    return { ...invocation, hasTold: ledger.size > before };
  };
  // What the messages of one outgrew, the next clears away.
  for (let polls = 0; polls < 3; polls++) if (!(await poll()).hasTold) break;
  const { outcome, isBlind, hasTold } = await poll();
  if (outcome !== 'returned') return { promise: 'not settled', what: `a poll in peace ${outcome ?? 'went on and on'}` };
  if (isBlind) return { promise: 'not settled', what: 'a poll in peace could not read all' };
  if (cloud.writes === 0 || hasTold) return undefined;
  return { promise: 'written for nothing', what: `${cloud.writes} times` };
}

/** Nothing waits, and what is remembered is what is there. */
async function recordsOf(history: Settled, source: string): Promise<Violation | undefined> {
  const { cloud, deployment } = history;
  const { scheduler } = deployment;
  // Between two polls of the schedule, of which the one before may have had someone to remind.
  await scheduler.runUntil((Math.floor(scheduler.now() / period) + 1) * period + 3 * minute);
  const container = new Container('judge', {
    scheduler,
    nature: { fault: () => undefined, latency: () => 1 },
    count: () => 0,
  });
  const [account = '', region = ''] = source.split('/');
  const store = createDynamoStore({
    client: cloud.clients(container, source).dynamodb,
    ...{ table, source: { account, region }, clock: container, newId: () => '', keepHistory: 1 },
  });
  let state: Awaited<ReturnType<typeof store.load>> | undefined;
  const loading = container.invoke({ remaining: minute, grace: 0 }, async () => {
    state = await store.load();
  });
  await Promise.all([loading, scheduler.runUntil(scheduler.now() + minute)]);
  if (!state) return { promise: 'records differ', what: 'the table cannot be read' };
  if (state.chunks.some(({ entries }) => entries.length > 0))
    return { promise: 'not settled', what: 'something still waits to be told' };
  const remembered = state.chunks.flatMap(({ collection, records }) =>
    [...records].map(([member, record]) => {
      const is = ('approval' in record ? record.approval : undefined) ?? record.status;
      return `${collection.kind === 'packages' ? '' : collection.name} ${member} ${is}`;
    }),
  );
  const registry = cloud.registry(source);
  const now = history.now();
  const { hasPackages, hasImages } = history.setting;
  const real = [
    ...registry.there().map((one) => `${one.group} ${one.number} ${stateAt(one, now).approval}`),
    ...(hasPackages ? thereAt(registry.packages, now) : []).map((one) => {
      const { approval, status } = stateAt(one, now);
      return ` ${one.name} ${approval ?? status}`;
    }),
    ...(hasImages ? thereAt(registry.imageVersions, now) : []).map(
      (one) => `${one.image} ${one.number} ${stateAt(one, now).status}`,
    ),
  ];
  const [ours, theirs] = [remembered, real].map((all) => all.join('; ').toLowerCase().split('; ').sort().join('; '));
  return ours === theirs ? undefined : { promise: 'records differ', what: `records: ${ours}; registry: ${theirs}` };
}
