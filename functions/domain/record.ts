import { createHash } from 'node:crypto';
import type { ApprovalStatus, ModelPackage, PackageStatus, RegistrationType } from './model-package.ts';

/** What is remembered of one model version: enough to see that a listing shows something else, in a few bytes. */
export interface VersionRecord {
  readonly createdAt: number;
  readonly status: PackageStatus;
  readonly approval?: ApprovalStatus;
  readonly stage?: string;
  readonly stageStatus?: string;
  readonly registrationType?: RegistrationType;
  /** 32-bit hash of the description; absent when there is none. */
  readonly description?: number;
}

export type VersionRecords = ReadonlyMap<number, VersionRecord>;

export function recordOf(observed: ModelPackage): VersionRecord {
  const { createdAt, status, approval, lifeCycle, registrationType, description } = observed;
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
export function isRemembered(record: VersionRecord, observed: ModelPackage): boolean {
  return (
    sameCreation(record.createdAt, observed.createdAt) &&
    record.status === observed.status &&
    record.approval === observed.approval &&
    record.stage === observed.lifeCycle?.stage &&
    record.stageStatus === observed.lifeCycle?.stageStatus &&
    record.registrationType === observed.registrationType &&
    record.description === (observed.description ? hash32(observed.description) : undefined)
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
