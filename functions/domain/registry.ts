import type { Window } from './listing-plan.ts';
import type { Group } from './collection.ts';
import type { DescribedModelPackage, ModelPackage } from './model-package.ts';

/** A model package or a group that SageMaker says does not exist. */
export type Gone = 'gone';

/** The SageMaker Model Registry of one source, as it is read. Times are epoch ms. Rejects with a `RegistryError`. */
export interface Registry {
  /** Model versions page by page, oldest first: of one group, or (no group) of the account. A page can be empty. */
  listVersions(query: {
    readonly group?: Group;
    readonly window: Window;
    readonly signal: AbortSignal;
  }): AsyncIterable<readonly ModelPackage[]>;
  /** The names of the account's groups, page by page. */
  listGroups(query: { readonly signal: AbortSignal }): AsyncIterable<readonly string[]>;
  /** `undefined`: it exists, but is nothing that we can tell of (a state that this release does not know). */
  describeVersion(
    arn: string,
    group: Group,
    options: { readonly signal: AbortSignal },
  ): Promise<DescribedModelPackage | Gone | undefined>;
  /** The group's ARN, or that it is gone. */
  describeGroup(group: Group, options: { readonly signal: AbortSignal }): Promise<{ readonly arn: string } | Gone>;
}

/**
 * `refused`: not permitted, until someone changes a policy. `unavailable`: throttled, failing or timed out after retries.
 * `out-of-time`: the invocation's own time was up. `unexpected`: an answer or refusal that we do not understand.
 */
export type RegistryFault = 'refused' | 'unavailable' | 'out-of-time' | 'unexpected';

export class RegistryError extends Error {
  override readonly name = 'RegistryError';
  readonly fault: RegistryFault;
  /** For example `ListModelPackages`. */
  readonly operation: string;
  readonly subject: string;

  constructor(fault: RegistryFault, operation: string, subject: string, cause: unknown) {
    const why = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
    super(`${operation} of ${subject}: ${fault} (${why})`, { cause });
    this.fault = fault;
    this.operation = operation;
    this.subject = subject;
  }
}
