import { approvalStatuses, packageStatuses, registrationTypes } from '../domain/model-package.ts';
import type { VersionRecord, VersionRecords } from '../domain/record.ts';
import { StateError } from './errors.ts';
import { VarintReader, VarintWriter } from './varint.ts';

/**
 * The versions of a chunk in a few bytes each (7 to 13; 8 is usual):
 *
 *     layout   = 1, number of rows, stages, row*
 *     stages   = count, (stage, stage status)*           texts with their length before them
 *     row      = version - the one before, flags, [stage's index], creation time - the one before, [description's hash]
 *
 * `flags` is one byte in mixed radix: status 5, approval 4, registration type 3, has a stage 2, has a description 2. Rows are in
 * version order, so both differences are small: versions grow by one, times by minutes or days. The number of rows tells bytes that
 * were cut short from fewer versions.
 */
const layout = 1;
const approvals = [undefined, ...approvalStatuses] as const;
const registrations = [undefined, ...registrationTypes] as const;

export function encodeVersions(records: VersionRecords): Uint8Array {
  const rows = [...records].sort(([a], [b]) => a - b);
  const indexOf = new Map<string, number>();
  const stages: { stage: string; stageStatus: string }[] = [];
  for (const [, { stage, stageStatus = '' }] of rows) {
    if (stage === undefined || indexOf.has(stageKey(stage, stageStatus))) continue;
    indexOf.set(stageKey(stage, stageStatus), stages.length);
    stages.push({ stage, stageStatus });
  }
  const out = new VarintWriter();
  out.byte(layout);
  out.varint(rows.length);
  out.varint(stages.length);
  for (const { stage, stageStatus } of stages) {
    out.text(stage);
    out.text(stageStatus);
  }
  let lastVersion = 0;
  let lastTime = 0;
  for (const [version, record] of rows) {
    const { stage: name, stageStatus = '' } = record;
    const stage = name === undefined ? undefined : indexOf.get(stageKey(name, stageStatus));
    out.varint(version - lastVersion);
    out.byte(flagsOf(record));
    if (stage !== undefined) out.varint(stage);
    out.signed(record.createdAt - lastTime);
    if (record.description !== undefined) out.uint32(record.description);
    lastVersion = version;
    lastTime = record.createdAt;
  }
  return out.toBytes();
}

/** Throws a StateError for bytes that it did not write: corrupt state is never read as empty. */
export function decodeVersions(bytes: Uint8Array): Map<number, VersionRecord> {
  try {
    return decode(new VarintReader(bytes));
  } catch (error) {
    throw error instanceof StateError ? error : new StateError('packed versions are corrupt', { cause: error });
  }
}

function decode(input: VarintReader): Map<number, VersionRecord> {
  const found = input.byte();
  if (found !== layout) throw new StateError(`packed versions have layout ${found}; this release reads ${layout}`);
  const rows = input.varint();
  const stages: { stage: string; stageStatus: string }[] = [];
  for (let left = input.varint(); left > 0; left--) stages.push({ stage: input.text(), stageStatus: input.text() });
  const records = new Map<number, VersionRecord>();
  let version = 0;
  let createdAt = 0;
  for (let left = rows; left > 0; left--) {
    const step = input.varint();
    version += step;
    if (step === 0 || !Number.isSafeInteger(version)) throw new RangeError(`no version follows ${version - step}`);
    const flags = readFlags(input.byte());
    const stage = flags.hasStage ? stages[input.varint()] : undefined;
    if (flags.hasStage && !stage) throw new RangeError(`version ${version} names a stage that is not listed`);
    createdAt += input.signed();
    const { status, approval, registrationType } = flags;
    records.set(version, {
      createdAt,
      status,
      ...(approval && { approval }),
      ...stage,
      ...(registrationType && { registrationType }),
      ...(flags.hasDescription && { description: input.uint32() }),
    });
  }
  if (!input.atEnd) throw new RangeError(`more bytes than ${rows} versions take`);
  return records;
}

function flagsOf(record: VersionRecord): number {
  const status = packageStatuses.indexOf(record.status);
  const approval = approvals.indexOf(record.approval);
  const registration = registrations.indexOf(record.registrationType);
  const stage = Number(record.stage !== undefined);
  return (((status * 4 + approval) * 3 + registration) * 2 + stage) * 2 + Number(record.description !== undefined);
}

function readFlags(flags: number) {
  const status = packageStatuses[Math.floor(flags / 48)];
  if (!status) throw new RangeError(`unknown flags ${flags}`);
  return {
    hasDescription: flags % 2 === 1,
    hasStage: Math.floor(flags / 2) % 2 === 1,
    registrationType: registrations[Math.floor(flags / 4) % 3],
    approval: approvals[Math.floor(flags / 12) % 4],
    status,
  };
}

const stageKey = (...texts: readonly [stage: string, status: string]): string => JSON.stringify(texts);
