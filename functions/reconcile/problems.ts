import { collectionKey, type Collection } from '../domain/collection.ts';
import type { Log } from '../domain/log.ts';
import { RegistryError } from '../domain/registry.ts';
import type { Trouble } from '../domain/watch.ts';

/** A collection, or the name of whatever else can fail: a destination, an item. */
type Subject = Collection | string;

/**
 * What went wrong with one subject, and stopped no other. What SageMaker refused or failed to say is found again by the next
 * poll, and counted; anything else fails the invocation in the end, when all the other work is done.
 */
export class Problems {
  readonly #log: Log;
  readonly #troubles = new Map<string, Trouble>();
  readonly #failures: Error[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Runs a task for one subject; its failure is noted, and the result undefined. */
  async guard<T>(subject: Subject, task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      this.note(subject, error);
      return undefined;
    }
  }

  /** A listing that the invocation's time was too short for: what comes after it is not seen. */
  unfinished(collection: Collection, operation: string): void {
    this.#trouble({ collection, operation, fault: 'unavailable', why: 'cannot be listed within the time of a poll' });
  }

  note(subject: Subject, error: unknown): void {
    if (typeof subject !== 'string' && error instanceof RegistryError && error.fault !== 'unexpected') {
      const { fault, operation, why } = error;
      if (fault !== 'out-of-time') this.#trouble({ collection: subject, operation, fault, why });
      // What was not described is found again by the next poll; what was not listed may never be.
      else if (operation.startsWith('List')) this.unfinished(subject, operation);
      return;
    }
    const failure = error instanceof Error ? error : new Error(String(error));
    this.#failures.push(failure);
    this.#log.warn('failed', { subject: nameOf(subject), error: failure });
  }

  /** What of SageMaker could not be read. */
  get troubles(): readonly Trouble[] {
    return [...this.#troubles.values()];
  }

  isUnreadable(collection: Collection): boolean {
    return this.#troubles.has(collectionKey(collection));
  }

  /** Throws if anything failed that should wake someone. */
  throwIfAny(): void {
    if (this.#failures.length > 0) {
      throw new AggregateError(this.#failures, this.#failures.map(({ message }) => message).join('; '));
    }
  }

  #trouble(trouble: Trouble): void {
    const { collection, operation, fault, why } = trouble;
    const key = collectionKey(collection);
    // The first tells most: what follows may follow from it.
    if (!this.#troubles.has(key)) this.#troubles.set(key, trouble);
    this.#log.warn('cannot be read', { subject: nameOf(collection), operation, fault, why });
  }
}

const nameOf = (subject: Subject): string =>
  typeof subject === 'string' ? subject : `${subject.kind} ${subject.name}`;
