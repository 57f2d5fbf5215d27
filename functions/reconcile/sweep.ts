import { unversioned } from '../domain/collection.ts';
import type { CollectionLook } from '../domain/collection-look.ts';
import type { ListingPlan, Window } from '../domain/listing-plan.ts';
import type { SourceChanges } from '../domain/state.ts';
import type { Position } from '../domain/sweep.ts';
import { groupsOf, noted, ofAccount, ofGroup, ofUnversioned, planFor, see, type Listing } from './listings.ts';
import type { LookDeps, Looks } from './looks.ts';

/** Between two confirmations, of the time for work: so much is listed again if there is no time to confirm it all. */
const part = 0.1;

/** Of the time for work; the rest is for confirming what the last part nominates, and for sending it. */
const share = 0.85;

/** What there is to confirm by now. */
type Part = readonly CollectionLook[];
type Outcome = 'done' | 'given-up' | 'refused' | 'failed' | 'out-of-time';

/**
 * One look at all model packages. What is too great for one poll goes on in the next: not from a token, which is SageMaker's to
 * forget, but from the creation time that was reached. New versions land at the end, so nothing shifts meanwhile; absence is
 * judged inside what one poll listed without a gap.
 */
export class Sweep {
  /** Whether it takes several polls, as far as it is known. */
  readonly isGreat: boolean;
  readonly #deps: LookDeps;
  readonly #looks: Looks;
  readonly #plan: ListingPlan;
  /** Pages of a part. */
  readonly #partSize: number;
  readonly #began: number;
  /** Where this poll found it. */
  readonly #found: Position | undefined;
  #reached: Position | undefined;
  #accountCalls: number | undefined;
  #isAccountWide: boolean;
  #pages = 0;
  #isOver = false;
  #isOutOfTime = false;
  /** The account could not be listed to its end: what comes after that is looked at, but does not count. */
  #isStuck = false;

  constructor(deps: LookDeps, looks: Looks) {
    const { state, budget, clock, requestsPerSecond } = deps;
    const { sweep, accountCalls } = state.source;
    this.#deps = deps;
    this.#looks = looks;
    this.#partSize = Math.max(1, (budget.of(part) / 1000) * requestsPerSecond);
    // One that went on group by group does so, though another would begin with the account.
    const isByGroup = sweep?.next?.accountWide === false;
    this.#plan = planFor(deps, looks, ({ size }) => size, isByGroup ? Infinity : accountCalls);
    this.#isAccountWide = this.#plan.accountWide;
    this.#found = sweep?.next?.accountWide === this.#isAccountWide ? sweep.next : undefined;
    this.#began = (this.#found && sweep?.began) ?? clock.now();
    this.isGreat = sweep !== undefined || (this.#plan.calls / requestsPerSecond) * 1000 > budget.left(share);
  }

  /** Gives way after each part, to have it confirmed; whoever breaks off there has the next poll list that part again. */
  async *parts(): AsyncGenerator<Part> {
    yield* this.#all();
    yield this.#looks.all();
    this.#isOver = !this.#isOutOfTime && !this.#isStuck;
  }

  /** What is to be remembered; undefined when that is nothing new. */
  get learned(): SourceChanges | undefined {
    const before = this.#deps.state.source.sweep;
    const accountCalls = this.#accountCalls !== undefined && { accountCalls: this.#accountCalls };
    const began = this.#began;
    if (this.#isOver && (this.#found || before)) return { ...accountCalls, sweep: this.#found ? { began } : null };
    if (!this.#isOver && this.#reached) return { ...accountCalls, sweep: { began, next: this.#reached } };
    return accountCalls || undefined;
  }

  async *#all(): AsyncGenerator<Part> {
    let plan = this.#plan;
    if (plan.accountWide && this.#isNext('account')) {
      const outcome = yield* this.#list(ofAccount(this.#deps, this.#found ? Infinity : plan.worthCalls));
      if (outcome === 'given-up') this.#accountCalls = plan.worthCalls + 1;
      if (outcome === 'failed') this.#isStuck = true;
      if (outcome === 'given-up' || outcome === 'refused') {
        // Not worth it, or not permitted: one listing per group, those that can be named.
        plan = planFor(this.#deps, this.#looks, ({ size }) => size, Infinity);
        this.#isAccountWide = false;
      }
    }
    for (const group of await groupsOf(plan, this.#deps)) {
      const listing = ofGroup(this.#deps, group);
      if (this.#isNext(listing.key)) yield* this.#list(listing);
    }
    if (this.#looks.of(unversioned)) yield* this.#list(ofUnversioned(this.#deps));
  }

  /** Whether it is still to be listed, or goes on. */
  #isNext(key: string): boolean {
    return key >= (this.#found?.listing ?? '');
  }

  async *#list(listing: Listing): AsyncGenerator<Part, Outcome> {
    const { budget } = this.#deps;
    if (this.#isOutOfTime || budget.isUp) return 'out-of-time';
    const from = this.#found?.listing === listing.key ? this.#found.from : undefined;
    const window = { ...listing.window, after: Math.max(listing.window.after, (from ?? -Infinity) - 1) };
    let judged = window.after;
    let reached = judged;
    let calls = 0;
    try {
      for await (const page of listing.pages(window)) {
        reached = Math.max(reached, see(page, listing, this.#looks));
        if (++calls > listing.worth) return 'given-up';
        if (++this.#pages < this.#partSize && !budget.isSpent(share)) continue;
        this.#cover(listing, { after: judged, before: reached });
        // What was created in the same instant can be on both pages.
        judged = reached - 1;
        const goesOn = yield* this.#part({ listing: listing.key, ...(reached > -Infinity && { from: reached }) });
        if (!goesOn) return 'out-of-time';
      }
    } catch (error) {
      return noted(error, listing, this.#deps);
    }
    const began = from === undefined ? undefined : this.#began;
    for (const one of this.#looks.all()) {
      if (listing.shows(one.collection)) one.complete({ ...window, after: judged }, began);
    }
    return 'done';
  }

  #cover(listing: Listing, window: Window): void {
    for (const one of this.#looks.all()) if (listing.shows(one.collection)) one.cover(window);
  }

  /** Whether there is time for another. */
  *#part(at: Omit<Position, 'accountWide'>): Generator<Part, boolean> {
    const { budget } = this.#deps;
    yield this.#looks.all();
    if (!this.#isStuck) this.#reached = { ...at, accountWide: this.#isAccountWide };
    this.#pages = 0;
    this.#isOutOfTime = budget.isSpent(share);
    return !this.#isOutOfTime;
  }
}
