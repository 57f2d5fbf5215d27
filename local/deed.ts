import type { ChangeKind } from '../functions/domain/change.ts';
import type { Collection } from '../functions/domain/collection.ts';
import type { Selected } from '../functions/domain/selector.ts';

/** What was done or happened, and so should be told to whoever asked to hear of it. */
export interface Deed {
  readonly kind: ChangeKind;
  /** What it was done to, in the words of a notification: `churn-model v4`. */
  readonly subject: string;
  readonly collection: Collection;
  /** Absent if it was done to a whole group, or nobody can see what is in it. */
  readonly member?: Selected;
  readonly approvalStatus?: string | undefined;
  /** Of an unversioned model package. */
  readonly name?: string;
}
