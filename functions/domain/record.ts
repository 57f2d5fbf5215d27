import { createHash } from 'node:crypto';
import type { Member } from './collection.ts';
import { imageVersionStatuses, type ImageVersionStatus } from './image-version.ts';
import type { ApprovalStatus, ModelPackage, PackageStatus, RegistrationType } from './model-package.ts';
import { isImageVersion, type Listed } from './observation.ts';

/** What is remembered of one model package: enough to see that a listing shows something else, in a few bytes. */
export interface PackageRecord {
  readonly createdAt: number;
  readonly status: PackageStatus;
  readonly approval?: ApprovalStatus;
  readonly stage?: string;
  readonly stageStatus?: string;
  readonly registrationType?: RegistrationType;
  /** 32-bit hash of the description; absent when there is none. */
  readonly description?: number;
}

/** What is remembered of one image version. */
export interface ImageRecord {
  readonly createdAt: number;
  readonly status: ImageVersionStatus;
}

export type MemberRecord = PackageRecord | ImageRecord;
export type MemberRecords = ReadonlyMap<Member, MemberRecord>;

const imageStatuses: readonly string[] = imageVersionStatuses;

/** No status of an image version is one of a model package. */
export const isImageRecord = (record: MemberRecord): record is ImageRecord => imageStatuses.includes(record.status);

export function recordOf(seen: Listed): MemberRecord {
  return isImageVersion(seen) ? { createdAt: seen.createdAt, status: seen.status } : packageRecordOf(seen);
}

export function packageRecordOf(seen: ModelPackage): PackageRecord {
  const { createdAt, status, approval, lifeCycle, registrationType, description } = seen;
  return {
    createdAt,
    status,
    ...(approval && { approval }),
    ...(lifeCycle && { stage: lifeCycle.stage, stageStatus: lifeCycle.stageStatus }),
    ...(registrationType && { registrationType }),
    ...(description && { description: hash32(description) }),
  };
}

/** Whether an observation shows nothing but what is remembered. The stage's description is shown, never compared. */
export function isRemembered(record: MemberRecord, seen: Listed): boolean {
  if (!sameCreation(record.createdAt, seen.createdAt) || record.status !== seen.status) return false;
  if (isImageVersion(seen) || isImageRecord(record)) return true;
  return (
    record.approval === seen.approval &&
    record.stage === seen.lifeCycle?.stage &&
    record.stageStatus === seen.lifeCycle?.stageStatus &&
    record.registrationType === seen.registrationType &&
    record.description === (seen.description ? hash32(seen.description) : undefined)
  );
}

/**
 * The same version number with another creation time is another version. A time in whole seconds equals any time within that
 * second, because one API may cut the milliseconds that another tells.
 */
export function sameCreation(a: number, b: number): boolean {
  if (a === b) return true;
  const cut = a % 1000 === 0 || b % 1000 === 0;
  return cut && Math.floor(a / 1000) === Math.floor(b / 1000);
}

function hash32(text: string): number {
  return createHash('sha256').update(text).digest().readUInt32BE(0);
}
