import { randomUUID } from 'node:crypto';
import { systemClock } from '../../functions/runtime/clock.ts';
import { sourceKey } from '../../functions/domain/collection.ts';
import type { Store } from '../../functions/domain/state.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { parkedKey, type StoredParked } from '../../functions/store/parked.ts';
import { Table } from '../../functions/store/table.ts';
import { Update } from '../../functions/store/update.ts';
import type { GlobalOptions } from '../global.ts';
import type { Opened } from '../state/open.ts';
import { dynamoDb } from './clients.ts';

/** The state that was opened to be read, to be written now. */
export function writingStore({ table, source }: Opened, global: GlobalOptions): Store {
  return createDynamoStore({ client: dynamoDb(global), table, source, clock: systemClock, newId: randomUUID });
}

/** Takes out what was parked, unless it has been parked anew since it was read. */
export async function unpark(
  { table, source }: Opened,
  { entry, destination, at }: StoredParked,
  global: GlobalOptions,
): Promise<void> {
  const unchanged = new Update().when(['at'], '=', at);
  await new Table(dynamoDb(global), table).delete(parkedKey(sourceKey(source), entry.id, destination), unchanged);
}
