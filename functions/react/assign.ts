import { isGroup, isOwn, sourceKey, type Source } from '../domain/collection.ts';
import type { Candidate } from '../domain/observation.ts';
import type { PollDeps } from '../reconcile/poll.ts';
import { originOf, toCandidate } from '../registry/events.ts';
import { UnknownSourceError } from '../runtime/per-source.ts';

type DepsOf = (key?: string) => PollDeps;

/** What is to be looked at because of an event, and what that takes; or why nothing is. */
export type Assigned = { readonly deps: PollDeps; readonly candidate: Candidate } | { readonly why: string };

/**
 * The source of an event is the one that EventBridge says: who sends events of another account's cannot make them ours. From
 * elsewhere only those are taken that are about a group which a rule names by ARN, as the first source watches them.
 */
export function assign(body: string, depsOf: DepsOf): Assigned {
  const event = parsed(body);
  const origin = originOf(event);
  const known = origin && ifConfigured(origin, depsOf);
  const deps = known ?? depsOf();
  const candidate = toCandidate(event, deps.source);
  if (!candidate) return { why: 'not an event about a model package or an image version' };
  const isShared = isGroup(candidate.collection) && !isOwn(candidate.collection);
  return known || isShared ? { deps, candidate } : { why: 'an event of a source that is not configured' };
}

function ifConfigured(origin: Source, depsOf: DepsOf): PollDeps | undefined {
  try {
    return depsOf(sourceKey(origin));
  } catch (error) {
    if (error instanceof UnknownSourceError) return undefined;
    throw error;
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
