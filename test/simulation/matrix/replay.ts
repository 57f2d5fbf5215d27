import { enqueue } from '../../../cli/writing/enqueue.ts';
import { notificationId } from '../../../functions/domain/outbox.ts';
import { createDynamoStore } from '../../../functions/store/dynamo-store.ts';
import { parkedKey, parkedPrefix, parseParked } from '../../../functions/store/parked.ts';
import { Table } from '../../../functions/store/table.ts';
import { Update } from '../../../functions/store/update.ts';
import { here, hereKey, table as name } from '../cloud/names.ts';
import type { Container } from '../engine/container.ts';
import type { Stage } from './stage.ts';

/** Someone puts back what is parked, as the command line does; not what the history says was told. */
export const replayAll = (stage: Stage): Promise<void> =>
  stage.run('replay', async (container) => {
    for (const one of stage.cloud.table.items()) {
      if (!one['sk']?.S?.startsWith(parkedPrefix)) continue;
      const parked = parseParked(one);
      const id = notificationId(parked.entry.id, parked.destination);
      if (!stage.cloud.ledger.all().some((accepted) => accepted.id === id)) await replay(parked, stage, container);
    }
  });

async function replay(
  { entry, destination, at, home }: ReturnType<typeof parseParked>,
  { cloud }: Stage,
  container: Container,
): Promise<void> {
  if (!home) throw new Error(`nobody knows what ${entry.id} is of`);
  const { dynamodb: client } = cloud.clients(container, hereKey);
  let ids = 0;
  const newId = () => `replay-${container.now()}-${ids++}`;
  const store = createDynamoStore({ client, table: name, source: here, clock: container, newId });
  await enqueue(store, home, { ...entry, again: true }, [destination]);
  await new Table(client, name).delete(parkedKey(hereKey, entry.id, destination), new Update().when(['at'], '=', at));
}
