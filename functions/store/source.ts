import type { Clock } from '../domain/clock.ts';
import { collectionKinds } from '../domain/collection.ts';
import type { LoadedState, SourceChanges, SourceState } from '../domain/state.ts';
import { StateError } from './errors.ts';
import {
  format,
  parseChunk,
  parseOverflow,
  parseSource,
  type Item,
  type StoredChunk,
  type StoredOverflow,
} from './items.ts';
import type { Table } from './table.ts';
import { Update } from './update.ts';

/** An overflow item that no chunk lists after this time (ms) was written for a commit that never came. */
const orphanAge = 3_600_000;

const unknownSource: SourceState = { rev: 0, terms: {} };

/** Reads all that is known of a source: one query per megabyte. An item that cannot be read does not hide the others. */
export async function load(table: Table, pk: string, clock: Clock): Promise<LoadedState> {
  let source: SourceState = unknownSource;
  const chunks: StoredChunk[] = [];
  const overflow = new Map<string, StoredOverflow>();
  const broken: { sk: string; error: Error }[] = [];
  let parked = 0;
  for await (const item of table.partition(pk)) {
    const sk = item.sk?.S ?? '';
    // Without its terms nobody could tell news from what was there: that one failure is everybody's.
    if (sk === '#source') source = parseSource(item).state;
    else if (sk.startsWith('parked#')) parked++;
    else {
      try {
        if (sk.startsWith('outbox#')) overflow.set(sk, parseOverflow(item));
        else if (isOfCollection(sk)) chunks.push(parseChunk(item));
      } catch (error) {
        broken.push({ sk, error: error instanceof Error ? error : new StateError(String(error)) });
      }
    }
  }
  const unreadable = new Set(broken.map(({ sk }) => sk));
  for (const { chunk, overflow: keys } of chunks) {
    // What it lists there would be taken for empty, and deleted as such.
    const part = keys.find((sk) => unreadable.has(sk));
    if (part === undefined) continue;
    broken.push({ sk: chunk.key.sk, error: new StateError(`item ${pk} ${chunk.key.sk} goes on in ${part}`) });
    unreadable.add(chunk.key.sk);
  }
  const listed = new Set(chunks.flatMap((chunk) => chunk.overflow));
  for (const [sk, { key, at }] of overflow) {
    const isOrphan = !listed.has(sk) && !unreadable.has(ownerOf(sk)) && clock.now() - at > orphanAge;
    if (isOrphan) await table.delete(key);
  }
  return {
    source,
    chunks: chunks
      .filter(({ chunk }) => !unreadable.has(chunk.key.sk))
      .map(({ chunk, overflow: keys }) => ({
        ...chunk,
        overflow: keys.map((sk) => overflow.get(sk) ?? { key: { pk, sk }, entries: [] }),
      })),
    parked,
    broken,
  };
}

const isOfCollection = (sk: string): boolean => collectionKinds.some((kind) => sk.startsWith(`${kind}#`));

/** What is known of the source itself. */
export async function loadSource(table: Table, pk: string): Promise<SourceState> {
  const item = await table.get({ pk, sk: '#source' });
  return item ? parseSource(item).state : unknownSource;
}

/** `outbox#<key of the item that it is of>#<write>`: known even while that item cannot be read. */
const ownerOf = (sk: string): string => sk.slice('outbox#'.length, sk.lastIndexOf('#'));

export async function saveSource(
  table: Table,
  pk: string,
  before: SourceState,
  changes: SourceChanges,
  write: string,
): Promise<SourceState | 'conflict'> {
  const key = { pk, sk: '#source' };
  const update = new Update()
    .set(['rev'], before.rev + 1)
    .set(['write'], write)
    .set(['format'], format)
    .set(['terms'], changes.terms ?? before.terms);
  if (changes.accountCalls !== undefined) update.set(['accountCalls'], changes.accountCalls);
  if (changes.sweep === null) update.remove(['sweep']);
  else if (changes.sweep) update.set(['sweep'], { ...changes.sweep });
  if (before.rev === 0) update.whenAbsent(['pk']);
  else update.when(['rev'], '=', before.rev).when(['format'], '<=', format);
  const item = await table.update(key, update);
  if (item) return parseSource(item).state;
  const found: Item | undefined = await table.get(key);
  const current = found && parseSource(found);
  return current?.write === write ? current.state : 'conflict';
}
