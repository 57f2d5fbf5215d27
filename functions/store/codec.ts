import type { Collection, Member } from '../domain/collection.ts';
import { imageVersionStatuses } from '../domain/image-version.ts';
import { approvalStatuses, packageStatuses, registrationTypes } from '../domain/model-package.ts';
import { isImageRecord, type MemberRecord, type MemberRecords } from '../domain/record.ts';
import { StateError } from './errors.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * The records of a chunk in a few bytes each (7 to 13; 8 is usual, and a name if they are told apart by names):
 *
 *     packed   = layout, number of rows, stages, row*
 *     stages   = count, (stage, stage status)*           texts with their length before them
 *     row      = key, flags, [stage's index], creation time - the one before, [description's hash]
 *     key      = version - the one before, or a name
 *
 * `flags` is one byte in mixed radix: status 5, approval 4, registration type 3, has a stage 2, has a description 2. Rows are in
 * the order of their keys, so both differences are small: versions grow by one, times by minutes or days. The number of rows tells
 * bytes that were cut short from fewer rows. The layout says what the keys and the statuses are.
 */
const layouts: Record<Collection['kind'], { readonly layout: number; readonly named: boolean }> = {
  group: { layout: 1, named: false },
  packages: { layout: 2, named: true },
  image: { layout: 3, named: false },
  registry: { layout: 4, named: false },
};

const approvals = [undefined, ...approvalStatuses] as const;
const registrations = [undefined, ...registrationTypes] as const;

export function encodeRecords(kind: Collection['kind'], records: MemberRecords): Uint8Array {
  const rows = [...records].sort(([a], [b]) => (a < b ? -1 : 1));
  const indexOf = new Map<string, number>();
  const stages: { stage: string; stageStatus: string }[] = [];
  for (const [, record] of rows) {
    const { stage, stageStatus = '' } = packed(record);
    if (stage === undefined || indexOf.has(stageKey(stage, stageStatus))) continue;
    indexOf.set(stageKey(stage, stageStatus), stages.length);
    stages.push({ stage, stageStatus });
  }
  const out = new VarintWriter();
  out.byte(layouts[kind].layout);
  out.varint(rows.length);
  out.varint(stages.length);
  for (const { stage, stageStatus } of stages) {
    out.text(stage);
    out.text(stageStatus);
  }
  let lastVersion = 0;
  let lastTime = 0;
  for (const [member, record] of rows) {
    const { stage: name, stageStatus = '', description } = packed(record);
    const stage = name === undefined ? undefined : indexOf.get(stageKey(name, stageStatus));
    if (typeof member === 'string') {
      out.text(member);
    } else {
      out.varint(member - lastVersion);
      lastVersion = member;
    }
    out.byte(flagsOf(record));
    if (stage !== undefined) out.varint(stage);
    out.signed(record.createdAt - lastTime);
    if (description !== undefined) out.uint32(description);
    lastTime = record.createdAt;
  }
  return out.toBytes();
}

/** Throws a StateError for bytes that it did not write of such a collection: corrupt state is never read as empty. */
export function decodeRecords(kind: Collection['kind'], bytes: Uint8Array): Map<Member, MemberRecord> {
  try {
    return decode(kind, new VarintReader(bytes));
  } catch (error) {
    throw error instanceof StateError ? error : new StateError('packed records are corrupt', { cause: error });
  }
}

function decode(kind: Collection['kind'], input: VarintReader): Map<Member, MemberRecord> {
  const found = input.byte();
  const { layout, named } = layouts[kind];
  if (found !== layout) throw new StateError(`packed records have layout ${found}; this release reads ${layout}`);
  const rows = input.varint();
  const stages: { stage: string; stageStatus: string }[] = [];
  for (let left = input.varint(); left > 0; left--) stages.push({ stage: input.text(), stageStatus: input.text() });
  const records = new Map<Member, MemberRecord>();
  let last: Member = named ? '' : 0;
  let createdAt = 0;
  for (let left = rows; left > 0; left--) {
    const member: Member = typeof last === 'string' ? input.text() : last + input.varint();
    if (member <= last || (typeof member === 'number' && !Number.isSafeInteger(member))) {
      throw new RangeError(`${member} does not come after ${last}`);
    }
    const flags = input.byte();
    const stage = hasStage(flags) ? stages[input.varint()] : undefined;
    if (hasStage(flags) && !stage) throw new RangeError(`${member} names a stage that is not listed`);
    createdAt += input.signed();
    const description = hasDescription(flags) ? input.uint32() : undefined;
    records.set(
      member,
      kind === 'image' ? imageRow(flags, createdAt) : packageRow(flags, createdAt, stage, description),
    );
    last = member;
  }
  if (!input.atEnd) throw new RangeError(`more bytes than ${rows} rows take`);
  return records;
}

/** What an image version lacks is not there to be packed. */
const packed = (record: MemberRecord) =>
  isImageRecord(record) ? { stage: undefined, stageStatus: undefined, description: undefined } : record;

function flagsOf(record: MemberRecord): number {
  if (isImageRecord(record)) return imageVersionStatuses.indexOf(record.status) * 48;
  const status = packageStatuses.indexOf(record.status);
  const approval = approvals.indexOf(record.approval);
  const registration = registrations.indexOf(record.registrationType);
  const stage = Number(record.stage !== undefined);
  return (((status * 4 + approval) * 3 + registration) * 2 + stage) * 2 + Number(record.description !== undefined);
}

const hasDescription = (flags: number): boolean => flags % 2 === 1;
const hasStage = (flags: number): boolean => Math.floor(flags / 2) % 2 === 1;

function imageRow(flags: number, createdAt: number): MemberRecord {
  const status = imageVersionStatuses[flags / 48];
  if (!status) throw new RangeError(`unknown flags ${flags}`);
  return { createdAt, status };
}

function packageRow(
  flags: number,
  createdAt: number,
  stage: { readonly stage: string; readonly stageStatus: string } | undefined,
  description: number | undefined,
): MemberRecord {
  const status = packageStatuses[Math.floor(flags / 48)];
  if (!status) throw new RangeError(`unknown flags ${flags}`);
  const approval = approvals[Math.floor(flags / 12) % 4];
  const registrationType = registrations[Math.floor(flags / 4) % 3];
  return {
    createdAt,
    status,
    ...(approval && { approval }),
    ...stage,
    ...(registrationType && { registrationType }),
    ...(description !== undefined && { description }),
  };
}

const stageKey = (...texts: readonly [stage: string, status: string]): string => JSON.stringify(texts);
