import type { ChangeKind } from './change.ts';
import type { ApprovalStatus } from './model-package.ts';

/** When a rule reminds of a version that waits for approval, as in the config. */
export interface WrittenRemind {
  /** `24h`: how long it has waited by then. */
  readonly after: string;
  /** How long after that again, and again; absent: only once. */
  readonly every?: string | undefined;
  /** `09:00-18:00 Europe/Berlin, Mon-Fri`; absent: at any time. */
  readonly between?: string | undefined;
}

/** One entry of `watch:` in the config, defaults filled in. Times are ISO 8601, as in the config. */
export interface Rule {
  /** Names, globs or group ARNs; matched without regard to case, because SageMaker lower-cases names in ARNs. */
  readonly groups: readonly string[];
  /** Images of the source, by name or glob. */
  readonly images: readonly string[];
  /** Unversioned model packages of the source, by name or glob. */
  readonly packages: readonly string[];
  readonly except: readonly string[];
  readonly nameContains?: string;
  readonly createdAfter?: string;
  readonly createdBefore?: string;
  /** The status a version must have after the change (before it, for a removal) to be told; absent: any. */
  readonly approvalStatus?: readonly ApprovalStatus[];
  readonly changes: readonly ChangeKind[];
  /** Absent: never. Only versions of groups wait for approval. */
  readonly remind?: WrittenRemind | undefined;
  /** Names of destinations. */
  readonly notify: readonly string[];
}
