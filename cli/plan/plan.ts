import { randomUUID } from 'node:crypto';
import type { Change } from '../../functions/domain/change.ts';
import type { Channel } from '../../functions/domain/channel.ts';
import { sourceKey, type Source } from '../../functions/domain/collection.ts';
import { notificationId } from '../../functions/domain/outbox.ts';
import type { Registry } from '../../functions/domain/registry.ts';
import type { Chunk, Closed } from '../../functions/domain/state.ts';
import { TimeBudget } from '../../functions/domain/time-budget.ts';
import { groupBy } from '../../functions/reconcile/each.ts';
import { poll, type PollReport } from '../../functions/reconcile/poll.ts';
import { systemClock } from '../../functions/runtime/clock.ts';
import { othersOf, rulesOf } from '../../functions/runtime/config/configured-sources.ts';
import type { Config } from '../../functions/runtime/config/schema.ts';
import { rememberedOf, type Waiting } from '../state/collections.ts';
import type { Opened } from '../state/open.ts';
import { DryStore } from './dry-store.ts';

/** What the next poll would do. */
export interface Plan {
  readonly source: Source;
  readonly changes: readonly PlannedChange[];
  /** What is in the outboxes already, and what would become of it. */
  readonly waiting: readonly (Waiting & { readonly next: 'sent' | 'waits' })[];
  readonly closed: ReadonlyMap<string, Closed>;
  /** What the poll would warn of. */
  readonly warnings: readonly string[];
  /** Whether all that is watched was read: if not, there may be more to tell. */
  readonly isWhole: boolean;
}

export interface PlannedChange {
  readonly id: string;
  readonly change: Change;
  readonly to: readonly string[];
  /** Those of them that would have to wait, being closed for example. */
  readonly later: readonly string[];
}

/** The longest that a poll may take, in ms. */
const longestPoll = 15 * 60_000;

/** Runs the poll itself, over a store that does not write and channels that do not send. */
export async function plan(config: Config, registry: Registry, { source, store, closed }: Opened): Promise<Plan> {
  const state = await store.load();
  const dry = new DryStore(store, state, closed);
  const sent = new Set<string>();
  const warnings: string[] = [];
  const deps = {
    source,
    rules: rulesOf(config, source, isRemote(source, config) ? elsewhere : source),
    operators: config.operators,
    ...config.limits,
    registry,
    store: dry,
    channels: new Map(Object.keys(config.destinations).map((name) => [name, recorder(sent)])),
    clock: systemClock,
    random: Math.random,
    newId: randomUUID,
    log: { info: () => undefined, warn: (message: string, fields = {}) => warnings.push(words(message, fields)) },
  };
  const report = await poll(deps, new TimeBudget(systemClock, longestPoll));
  const isSent = (id: string, destination: string) => sent.has(notificationId(id, destination));
  return {
    source,
    closed,
    warnings: [...warnings, ...orphans(state.chunks, config)],
    isWhole: report.unreadable === 0 && !hasFailed(report),
    changes: dry.entries.map(({ id, change, to }) => {
      const names = Object.keys(to);
      return { id, change, to: names, later: names.filter((name) => !isSent(id, name)) };
    }),
    waiting: rememberedOf(state.chunks)
      .flatMap(({ outbox }) => outbox)
      .map((one) => ({ ...one, next: sent.has(one.id) ? 'sent' : 'waits' })),
  };
}

/** A source that the notifier reads by a role; where the notifier itself is does not matter then. */
const isRemote = (source: Source, config: Config): boolean =>
  othersOf(config).some((other) => sourceKey(other) === sourceKey(source));
const elsewhere: Source = { account: '', region: '' };

/** `2 notifications wait for gone, which the config does not have: …` */
function orphans(chunks: readonly Chunk[], { destinations }: Config): readonly string[] {
  const waiting = rememberedOf(chunks).flatMap(({ outbox }) => outbox);
  const lost = groupBy(
    waiting.filter(({ destination }) => !(destination in destinations)),
    ({ destination }) => destination,
  );
  return [...lost].map(([name, { length }]) => {
    const those = length === 1 ? '1 notification waits' : `${length} notifications wait`;
    return `${those} for ${name}, which the config does not have: cancelled an hour after a poll finds that`;
  });
}

/** What failed was warned of. */
function hasFailed(report: PollReport): boolean {
  try {
    report.throwIfFailed();
    return false;
  } catch {
    return true;
  }
}

/** Takes everything, tells nobody. */
const recorder = (sent: Set<string>): Channel => ({
  timeout: 0,
  batches: (notifications) => notifications.map((one) => [one]),
  send: (batch) => {
    for (const { id } of batch) sent.add(id);
    return Promise.resolve(new Map(batch.map(({ id }) => [id, { kind: 'accepted' }])));
  },
});

/** `group churn-model cannot be read: ListModelPackages, refused, AccessDenied` */
function words(message: string, { subject, ...fields }: Readonly<Record<string, unknown>>): string {
  const details = Object.values(fields).map((value) => (value instanceof Error ? value.message : String(value)));
  return `${typeof subject === 'string' ? `${subject} ` : ''}${message}: ${details.join(', ')}`;
}
