import * as z from 'zod/mini';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../domain/clock.ts';
import type { Thread, Threads } from '../domain/threads.ts';
import { StateError } from './errors.ts';
import { format } from './items.ts';
import { Table } from './table.ts';
import { Update } from './update.ts';

/** A message that nothing has come to for so long is history: the next change begins a new one. */
const keptDays = 180;

const item = z.object({
  format: z.number().check(z.maximum(format)),
  channel: z.string(),
  ts: z.string(),
  told: z.string(),
  shows: z.string(),
});

export interface ThreadsOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly clock: Clock;
}

/** Living messages, one item each. They belong to the destination, whatever the source. */
export function createThreads({ client, table: name, clock }: ThreadsOptions): Threads {
  const table = new Table(client, name);
  return {
    async get(destination, subject, signal) {
      const found = await table.get(keyOf(destination, subject), signal);
      if (!found) return undefined;
      const parsed = item.safeParse(unmarshall(found));
      if (!parsed.success) throw new StateError(`thread of ${subject}: ${z.prettifyError(parsed.error)}`);
      const { channel, ts, told, shows } = parsed.data;
      return { channel, ts, told, shows };
    },

    async put(destination, subject, { channel, ts, told, shows }: Thread, before, signal) {
      const expiresAt = Math.floor(clock.now() / 1000) + keptDays * 86_400;
      const update = new Update()
        .set(['format'], format)
        .set(['channel'], channel)
        .set(['ts'], ts)
        .set(['told'], told)
        .set(['shows'], shows)
        .set(['expiresAt'], expiresAt);
      if (before === undefined) update.whenAbsent(['ts']);
      else update.when(['ts'], '=', before.ts).when(['format'], '<=', format);
      return (await table.update(keyOf(destination, subject), update, signal)) !== undefined;
    },
  };
}

const keyOf = (destination: string, subject: string) => ({ pk: `slack#${destination}`, sk: subject.toLowerCase() });
