import type { Entry, Outbox } from '../domain/outbox.ts';
import type { DeliveryWrite } from '../domain/state.ts';
import { format, parseChunk, parseOverflow, type Item } from './items.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

/** Expressions are limited to 4 KB and 300 operators: this many writes fit with room to spare. */
const writesPerUpdate = 40;

/**
 * Applies those writes whose token still holds, in as few conditional updates as fit, and gives the outbox as it is then.
 * A token that changed is another holder's: that write is dropped, the others are tried again. So is a write that had
 * succeeded though its response was lost: its own effect changed the token.
 */
export async function writeDeliveries(table: Table, outbox: Outbox, writes: readonly DeliveryWrite[]): Promise<Outbox> {
  let current = outbox;
  for (let start = 0; start < writes.length; start += writesPerUpdate) {
    current = await writeSome(table, current, writes.slice(start, start + writesPerUpdate));
  }
  return sweep(table, current);
}

async function writeSome(table: Table, outbox: Outbox, writes: readonly DeliveryWrite[]): Promise<Outbox> {
  let current = outbox;
  let left = writes;
  // Each refusal means that at least one token changed, and that write is left out of the next try.
  for (let tries = writes.length; tries > 0 && left.length > 0; tries--) {
    const item = await table.update(current.key, expressionOf(current, left));
    if (item) return parseOutbox(item);
    const found = await table.get(current.key);
    if (!found) return { ...current, entries: [] };
    current = parseOutbox(found);
    left = left.filter((write) => holds(current, write));
  }
  return current;
}

function expressionOf(outbox: Outbox, writes: readonly DeliveryWrite[]): Update {
  const update = new Update().when(['format'], '<=', format);
  const left = new Map(outbox.entries.map(({ id, to }) => [id, new Set(Object.keys(to))]));
  for (const { change, destination, next } of writes) if (next === 'settled') left.get(change)?.delete(destination);
  const removed = new Set<string>();
  for (const { change, destination, token, next } of writes) {
    const path = ['outbox', change, 'to', destination];
    update.when([...path, 'token'], '=', token);
    if (next !== 'settled') {
      // Field by field: what a newer release keeps there stays.
      update.set([...path, 'due'], next.due).set([...path, 'token'], next.token);
      if (next.unconfigured) update.set([...path, 'unconfigured'], true);
      else update.remove([...path, 'unconfigured']);
      if (next.asleep) update.set([...path, 'asleep'], true);
      else update.remove([...path, 'asleep']);
    } else if (left.get(change)?.size) {
      update.remove(path);
    } else if (!removed.has(change)) {
      update.remove(['outbox', change]);
      removed.add(change);
    }
  }
  return update;
}

/** Two invocations that settle the last two destinations of an entry at once leave it empty. */
async function sweep(table: Table, outbox: Outbox): Promise<Outbox> {
  const empty = outbox.entries.find(({ to }) => Object.keys(to).length === 0);
  if (!empty) return outbox;
  const update = new Update().remove(['outbox', empty.id]).when(['format'], '<=', format);
  update.whenEmpty(['outbox', empty.id, 'to']);
  const item = await table.update(outbox.key, update);
  const rest = outbox.entries.filter((entry: Entry) => entry !== empty);
  return sweep(table, item ? parseOutbox(item) : { ...outbox, entries: rest });
}

const holds = ({ entries }: Outbox, { change, destination, token }: DeliveryWrite): boolean =>
  entries.find(({ id }) => id === change)?.to[destination]?.token === token;

const parseOutbox = (item: Item): Outbox =>
  item.sk?.S?.startsWith('outbox#') ? parseOverflow(item) : parseChunk(item).chunk;
