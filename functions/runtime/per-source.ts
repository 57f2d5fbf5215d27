import { sourceKey, type Source } from '../domain/collection.ts';
import type { Log } from '../domain/log.ts';
import type { PollDeps } from '../reconcile/poll.ts';

/** Makes what one source takes, by its key, or (none given) the first of all. Throws an `UnknownSourceError`. */
export type Build = (key?: string) => Omit<PollDeps, 'log'>;

/** A source that the config does not have: it may have had it, or will. */
export class UnknownSourceError extends Error {
  override readonly name = 'UnknownSourceError';

  constructor(key: string, sources: readonly Source[]) {
    super(`${JSON.stringify(key)} is not a source of this config; configured: ${sources.map(sourceKey).join(', ')}`);
  }
}

/** Made once per cold start for each source that is asked for; what fails to be made is tried again by the next invocation. */
export function perSource(build: Build, log: Log): (key?: string) => PollDeps {
  const made = new Map<string | undefined, PollDeps>();
  return (key) => {
    const known = made.get(key);
    if (known) return known;
    const deps = build(key);
    const complete = { ...deps, log: deps.reader ? of(deps.source, log) : log };
    made.set(key, complete);
    return complete;
  };
}

/** Says of which source it speaks. */
function of(source: Source, log: Log): Log {
  const key = sourceKey(source);
  return {
    info: (message, fields) => {
      log.info(message, { source: key, ...fields });
    },
    warn: (message, fields) => {
      log.warn(message, { source: key, ...fields });
    },
  };
}
