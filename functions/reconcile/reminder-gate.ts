import type { Clock } from '../domain/clock.ts';
import { wholeRegistry } from '../domain/collection.ts';
import type { PackageChange } from '../domain/change.ts';
import { nextOpening } from '../domain/hours.ts';
import type { Due, Entry, Outbox } from '../domain/outbox.ts';
import { pendingSince } from '../domain/pending.ts';
import type { Routing } from '../domain/routing.ts';
import type { Chunk } from '../domain/state.ts';
import type { Problems } from './problems.ts';

type Reminder = Extract<PackageChange, { kind: 'reminder' }>;

/** What could be sent of one collection. */
export interface Line {
  readonly dues: readonly Due[];
  /** As it is remembered. */
  readonly chunk: Chunk;
  /** All that is still to be told of it. */
  readonly outboxes: readonly Outbox[];
}

/** What is to become of it. */
export interface Sifted {
  readonly ready: readonly Due[];
  /** What would not be true any more, or said too often. */
  readonly cancelled: readonly { readonly due: Due; readonly why: string }[];
  /** What its rule has no hours for at present. */
  readonly asleep: readonly { readonly due: Due; readonly until: number }[];
}

type Verdict = 'ready' | 'hold' | { readonly cancel: string } | { readonly sleepUntil: number };

/** One ms in SageMaker's listings may be none in its describes. */
const sameTime = 1000;

/**
 * A reminder is checked again when it is to be sent: all else that is told has happened, but a reminder speaks of now. What this
 * invocation described just before it committed may go; what an earlier one left, only after a look.
 */
export class ReminderGate {
  readonly #routing: Routing;
  readonly #problems: Problems;
  readonly #clock: Clock;
  #hasLooked = false;

  constructor(deps: { readonly routing: Routing; readonly problems: Problems; readonly clock: Clock }) {
    this.#routing = deps.routing;
    this.#problems = deps.problems;
    this.#clock = deps.clock;
  }

  /** From now on what is remembered is what SageMaker has just shown, where it could be read. */
  looked(): void {
    this.#hasLooked = true;
  }

  /** @param isMine whether this invocation committed it, or has taken it */
  sift(lines: readonly Line[], isMine: (due: Due) => boolean): Sifted {
    const ready: Due[] = [];
    const cancelled: { due: Due; why: string }[] = [];
    const asleep: { due: Due; until: number }[] = [];
    for (const { dues, chunk, outboxes } of lines) {
      for (const due of dues) {
        const verdict = this.#judge(due, chunk, outboxes, isMine(due));
        if (verdict === 'ready') ready.push(due);
        else if (verdict === 'hold') continue;
        else if ('cancel' in verdict) cancelled.push({ due, why: verdict.cancel });
        else if (!due.delivery.asleep || due.delivery.due !== verdict.sleepUntil) {
          asleep.push({ due, until: verdict.sleepUntil });
        }
      }
    }
    return { ready, cancelled, asleep };
  }

  #judge({ entry, destination }: Due, chunk: Chunk, outboxes: readonly Outbox[], isMine: boolean): Verdict {
    const { change } = entry;
    if (change.kind !== 'reminder') return 'ready';
    if (!waits(change, chunk)) return { cancel: 'it waits for approval no longer' };
    const isLater = ({ order, change: other, to }: Entry) =>
      order > entry.order && other.kind === 'reminder' && other.version === change.version && destination in to;
    if (outboxes.some(({ entries }) => entries.some(isLater))) return { cancel: 'a later reminder follows' };
    if (!isMine && !(this.#hasLooked && this.#isRead(chunk))) return 'hold';
    return this.#hours(change, destination, chunk);
  }

  #hours({ version = 0 }: Reminder, destination: string, { collection, records }: Chunk): Verdict {
    const now = this.#clock.now();
    const createdAt = records.get(version)?.createdAt ?? now;
    const rules = this.#routing
      .reminding(collection, { member: version, createdAt })
      .filter(({ notify }) => notify.includes(destination));
    if (rules.length === 0) return { cancel: 'no rule reminds of it any more' };
    const opening = Math.min(...rules.map(({ remind: { between } }) => (between ? nextOpening(between, now) : now)));
    return opening <= now ? 'ready' : { sleepUntil: opening };
  }

  #isRead({ collection }: Chunk): boolean {
    return !this.#problems.isUnreadable(collection) && !this.#problems.isUnreadable(wholeRegistry);
  }
}

/** Whether it is true still: the version may have been decided on since, and put back or made anew. */
function waits({ version, since }: Reminder, chunk: Chunk): boolean {
  const now = version === undefined ? undefined : pendingSince(chunk, version);
  return now !== undefined && now - Date.parse(since) < sameTime;
}
