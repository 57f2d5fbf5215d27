import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../domain/clock.ts';
import { sourceKey, type Source } from '../domain/collection.ts';
import type { Store } from '../domain/state.ts';
import { Chunks } from './chunks.ts';
import { closedDestinations } from './destinations.ts';
import { recordOutcomes } from './history.ts';
import { park } from './parked.ts';
import { load, loadSource, saveSource } from './source.ts';
import { Table } from './table.ts';
import { writeDeliveries } from './deliveries.ts';

export interface StoreOptions {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly source: Source;
  readonly clock: Clock;
  /** Makes write ids: how a lost response is told from a lost race. */
  readonly newId: () => string;
  /** How long the history is kept, in ms. @default 90 days */
  readonly keepHistory?: number;
}

const ninetyDays = 90 * 86_400_000;

/** The state of one source, in one table. */
export function createDynamoStore(options: StoreOptions): Store {
  const { client, table: name, source, clock, newId, keepHistory: kept = ninetyDays } = options;
  const table = new Table(client, name);
  const pk = sourceKey(source);
  const chunks = new Chunks(table, pk, clock, newId);
  return {
    load: () => load(table, pk, clock),
    source: () => loadSource(table, pk),
    saveSource: (before, changes) => saveSource(table, pk, before, changes, newId()),
    read: (collection, chunk) => chunks.read(collection, chunk),
    commit: (chunk, changes) => chunks.commit(chunk, changes),
    drop: (chunk) => chunks.drop(chunk),
    write: (outbox, writes) => writeDeliveries(table, outbox, writes),
    park: (parked) => park(table, pk, parked),
    recordOutcomes: (recorded, signal) => recordOutcomes(table, pk, recorded, { kept, signal }),
    ...closedDestinations(table),
  };
}
