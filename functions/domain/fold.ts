import { baseline, diffVersion, type DiffContext, type Told } from './diff.ts';
import type { DescribedModelPackage, ModelPackage } from './model-package.ts';
import { entryBytes, type Entry } from './outbox.ts';
import type { VersionRecords } from './record.ts';
import type { Chunk, ChunkChanges } from './state.ts';

/** What a describe said of one version. */
export type Observation =
  DescribedModelPackage | { readonly gone: true; readonly arn: string; readonly version: number };

/** New entries of one commit stay below this, in bytes: what does not fit keeps its old record and is found again. */
const largestCommit = 150_000;

export interface Folded {
  readonly changes: ChunkChanges;
  readonly told: readonly Told[];
}

/** Folds what was seen into an item's records. Undefined when nothing differs: then nothing is written. */
export function foldChunk(
  chunk: Chunk,
  observations: readonly Observation[],
  listed: readonly ModelPackage[],
  context: DiffContext,
): Folded | undefined {
  const versions = new Map(chunk.versions);
  const told: Told[] = [];
  // A listed version that has a record by now was described meanwhile: that is newer than the list.
  for (const seen of listed) {
    const { record } = baseline(seen);
    if (record && !versions.has(seen.version)) versions.set(seen.version, record);
  }
  let bytes = 0;
  for (const seen of [...observations].sort((a, b) => a.version - b.version)) {
    const { record, told: changes } = diffVersion(versions.get(seen.version), seen, context);
    bytes += changes.reduce((sum, one) => sum + entryBytes(withoutDeliveries(one)), 0);
    // One version's changes are never put off for their size alone: they would be put off for ever.
    if (bytes > largestCommit && told.length > 0) break;
    if (record) versions.set(seen.version, record);
    else versions.delete(seen.version);
    told.push(...changes);
  }
  if (isSame(versions, chunk.versions)) return undefined;
  return { told, changes: { versions, ...identity(chunk, versions, [...listed, ...observations]) } };
}

const isSame = (a: VersionRecords, b: VersionRecords): boolean =>
  a.size === b.size && [...a].every(([version, record]) => b.get(version) === record);

const withoutDeliveries = ({ id, change, to }: Told): Pick<Entry, 'id' | 'change' | 'to'> => ({
  id,
  change,
  to: Object.fromEntries(to.map((destination) => [destination, { due: 0, token: '' }])),
});

/** What an item needs to know of the group beside its versions, where it is not known or no longer so. */
function identity(chunk: Chunk, versions: VersionRecords, seen: readonly { readonly arn: string }[]): ChunkChanges {
  const arn = seen[0]?.arn;
  const prefix = arn?.slice(0, arn.lastIndexOf('/') + 1);
  const isNew = chunk.born === undefined || (chunk.gone === true && versions.size > 0);
  const oldest = [...versions.values()].reduce((least, { createdAt }) => Math.min(least, createdAt), Infinity);
  return {
    ...(prefix !== undefined && prefix !== chunk.arnPrefix && { arnPrefix: prefix }),
    ...(isNew && oldest < Infinity && { born: oldest }),
    ...(chunk.gone && versions.size > 0 && { gone: null }),
  };
}
