import type { Collection, Group, Image } from './collection.ts';
import type { ImageVersion } from './image-version.ts';
import type { Window } from './listing-plan.ts';
import type { ApprovalStatus, ModelPackage } from './model-package.ts';
import type { Candidate, Described } from './observation.ts';

/** What SageMaker says does not exist. */
export type Gone = 'gone';

interface Call {
  readonly signal: AbortSignal;
}

/**
 * The SageMaker Model Registry of one source, as it is read. Lists come page by page, and a page can be empty. Times are epoch
 * ms. Rejects with a `RegistryError`.
 */
export interface Registry {
  /** Model versions, oldest first: of one group, or (no group) of the account; of any approval status, or one. */
  listVersions(
    query: Call & { readonly group?: Group; readonly window: Window; readonly approvalStatus?: ApprovalStatus },
  ): AsyncIterable<readonly ModelPackage[]>;
  /** The unversioned model packages of the account, oldest first. */
  listUnversioned(query: Call & { readonly window: Window }): AsyncIterable<readonly ModelPackage[]>;
  /** The names of the account's groups. */
  listGroups(query: Call): AsyncIterable<readonly string[]>;
  /** The names of the account's images. */
  listImages(query: Call): AsyncIterable<readonly string[]>;
  /** Versions of one image, last modified first. The fault is `missing` when there is no such image. */
  listImageVersions(query: Call & { readonly image: Image }): AsyncIterable<readonly ImageVersion[]>;
  /** `undefined`: it exists, but is nothing that we can tell of (a state that this release does not know). */
  describe(candidate: Candidate, options: Call): Promise<Described | Gone | undefined>;
  /** Whether a group or an image exists, whatever is in it. */
  exists(collection: Collection, options: Call): Promise<boolean>;
}

/** By what the registry of another account or region is read. */
export interface Reader {
  /** ARN of the role. */
  readonly role: string;
  /** Has the role's credentials at hand. Rejects with a `RegistryError` when it may not be assumed, or cannot be now. */
  assume(): Promise<unknown>;
}

/**
 * `refused`: not permitted, until someone changes a policy. `missing`: the config names what does not exist. `unavailable`:
 * throttled, failing or timed out after retries. `out-of-time`: the invocation's own time was up. `unexpected`: an answer or
 * refusal that we do not understand.
 */
export type RegistryFault = 'refused' | 'missing' | 'unavailable' | 'out-of-time' | 'unexpected';

export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly fault: RegistryFault;
  /** For example `ListModelPackages`. */
  readonly operation: string;
  readonly subject: string;
  /** What SageMaker answered, or STS. */
  readonly why: string;

  constructor(fault: RegistryFault, operation: string, subject: string, cause: unknown) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`${operation} of ${subject}: ${fault} (${why})`, { cause });
    this.fault = fault;
    this.operation = operation;
    this.subject = subject;
    this.why = why;
  }
}
