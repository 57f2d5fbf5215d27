import type { Log } from '../domain/log.ts';
import { RegistryError } from '../domain/registry.ts';

/**
 * What went wrong with one group, and stopped no other. What SageMaker refused or failed to say is found again by the next
 * poll, and counted; anything else fails the invocation in the end, when all the other work is done.
 */
export class Problems {
  readonly #log: Log;
  readonly #unreadable = new Set<string>();
  readonly #failures: Error[] = [];

  constructor(log: Log) {
    this.#log = log;
  }

  /** Runs a task for one subject; its failure is noted, and the result undefined. */
  async guard<T>(subject: string, task: () => Promise<T>): Promise<T | undefined> {
    try {
      return await task();
    } catch (error) {
      this.note(subject, error);
      return undefined;
    }
  }

  /** A listing that the invocation's time was too short for: what comes after it is not seen. */
  unfinished(subject: string): void {
    this.#unreadable.add(subject);
    this.#log.warn('cannot be listed within the time of a poll', { subject });
  }

  note(subject: string, error: unknown): void {
    if (error instanceof RegistryError && error.fault === 'out-of-time') {
      // What was not described is found again by the next poll; what was not listed may never be.
      if (error.operation.startsWith('List')) this.unfinished(subject);
      return;
    }
    if (error instanceof RegistryError && error.fault !== 'unexpected') {
      this.#unreadable.add(subject);
      this.#log.warn('cannot be read', { subject, operation: error.operation, fault: error.fault, why: error.message });
      return;
    }
    const failure = error instanceof Error ? error : new Error(String(error));
    this.#failures.push(failure);
    this.#log.warn('failed', { subject, error: failure });
  }

  isUnreadable(subject: string): boolean {
    return this.#unreadable.has(subject);
  }

  get unreadable(): number {
    return this.#unreadable.size;
  }

  /** Throws if anything failed that should wake someone. */
  throwIfAny(): void {
    if (this.#failures.length > 0) {
      throw new AggregateError(this.#failures, this.#failures.map(({ message }) => message).join('; '));
    }
  }
}
