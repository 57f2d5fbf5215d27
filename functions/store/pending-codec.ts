import type { Member } from '../domain/collection.ts';
import type { Pending, PendingMembers } from '../domain/pending.ts';
import { StateError } from './errors.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * What is remembered of versions that wait for approval, beside their records, in a few bytes each (10 at most as a rule):
 *
 *     packed = layout, number of rows, row*
 *     row    = version - the one before, flags, [since - the one before], [reminded - the one before]
 *
 * `flags` says which of the two follow: 1 since, 2 reminded. Rows are in the order of their versions, and what is reminded of at
 * once bears the same time.
 */
const layout = 1;
const hasSince = 1;
const hasReminded = 2;

export function encodePending(pending: PendingMembers): Uint8Array {
  const rows = [...pending].flatMap(([version, one]) => (typeof version === 'number' ? [[version, one] as const] : []));
  const out = new VarintWriter();
  out.byte(layout);
  out.varint(rows.length);
  const last = { version: 0, since: 0, reminded: 0 };
  for (const [version, { since, reminded }] of rows.sort(([a], [b]) => a - b)) {
    out.varint(version - last.version);
    out.byte((since === undefined ? 0 : hasSince) + (reminded === undefined ? 0 : hasReminded));
    if (since !== undefined) out.signed(since - last.since);
    if (reminded !== undefined) out.signed(reminded - last.reminded);
    last.version = version;
    last.since = since ?? last.since;
    last.reminded = reminded ?? last.reminded;
  }
  return out.toBytes();
}

/** Throws a StateError for bytes that it did not write: corrupt state is never read as empty. */
export function decodePending(bytes: Uint8Array): Map<Member, Pending> {
  try {
    return decode(new VarintReader(bytes));
  } catch (error) {
    throw error instanceof StateError ? error : new StateError('packed waits are corrupt', { cause: error });
  }
}

function decode(input: VarintReader): Map<Member, Pending> {
  const found = input.byte();
  if (found !== layout) throw new StateError(`packed waits have layout ${found}; this release reads ${layout}`);
  const rows = input.varint();
  const pending = new Map<Member, Pending>();
  const last = { version: 0, since: 0, reminded: 0 };
  for (let left = rows; left > 0; left--) {
    const version = last.version + input.varint();
    if (version <= last.version || !Number.isSafeInteger(version)) {
      throw new RangeError(`${version} does not come after ${last.version}`);
    }
    const flags = input.byte();
    if (flags > hasSince + hasReminded) throw new RangeError(`unknown flags ${flags}`);
    if (flags % 2 === hasSince) last.since += input.signed();
    if (flags >= hasReminded) last.reminded += input.signed();
    pending.set(version, {
      ...(flags % 2 === hasSince && { since: last.since }),
      ...(flags >= hasReminded && { reminded: last.reminded }),
    });
    last.version = version;
  }
  if (!input.atEnd) throw new RangeError(`more bytes than ${rows} rows take`);
  return pending;
}
