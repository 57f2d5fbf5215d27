import type { Invocation } from '../engine/container.ts';

/** What was written of a destination that failed. */
export interface Written {
  /** Until when it is left alone, epoch ms; 0 if it is open again. */
  readonly notBefore: number;
  /** Only for one to try it meanwhile. */
  readonly isProbe: boolean;
}

interface Closing extends Written {
  readonly at: number;
  readonly by: Invocation;
}

/** After so few failures one after the other it must not be that long until the next try, ms, and after so many it must. */
const few = 3;
const many = 10;
const long = 60_000;

/** When each destination may be asked, by what was written of it; `wrote` and `sends` give what is wrong with that. */
export class Closings {
  readonly #now: () => number;
  /** Whether there may have been more failures. */
  #isForgetful = false;
  /** The last last. */
  readonly #all = new Map<string, Closing[]>();

  constructor(now: () => number) {
    this.#now = now;
  }

  forget(): void {
    this.#isForgetful = true;
    this.#all.clear();
  }

  /** `isAsked`: it has itself said for how long it wants to be left alone. */
  wrote(
    destination: string,
    written: Written,
    { by, isAsked }: { readonly by: Invocation; readonly isAsked: boolean },
  ): string | undefined {
    const now = this.#now();
    const all = this.#all.get(destination) ?? [];
    this.#all.set(destination, [...all, { ...written, at: now, by }]);
    const { notBefore, isProbe } = written;
    const failures = all
      .slice(all.findLastIndex((one) => one.notBefore === 0) + 1)
      .filter((one) => !one.isProbe).length;
    const left = notBefore - now;
    const isByItself = notBefore > 0 && !isProbe && !isAsked;
    if (isByItself && (failures >= many ? left < long : failures < few && left > long && !this.#isForgetful))
      return `${destination} is left alone for ${left} ms after it has failed ${failures + 1} times`;
    const before = all.at(-1);
    return before && changed(destination, before, { ...written, at: now, by }, all);
  }

  /**
   * What was written while a process was on its way binds it not, unless it wrote that itself; but what events start serves several sources,
   * and each of them learns of a failure by itself.
   */
  sends(destination: string, invocation: Invocation): string | undefined {
    const now = this.#now();
    const all = this.#all.get(destination) ?? [];
    const last = all.at(-1);
    if (invocation.name === 'poll' && last?.by === invocation && !last.isProbe && last.notBefore > now)
      return `${destination} was asked again by whom it had failed`;
    const known = all.findLastIndex(({ at }) => at < invocation.began);
    return known < 0 ? undefined : this.#binds(destination, all.slice(known), invocation);
  }

  /** What an invocation could know from its beginning on: the last of it first, then what was written since. */
  #binds(destination: string, known: readonly Closing[], invocation: Invocation): string | undefined {
    // Whoever has it tried may open it, or find that it need not wait so long.
    const left = Math.min(...known.map(({ notBefore }) => notBefore)) - this.#now();
    if (left > 0) return `${destination} was asked ${left} ms too soon`;
    if (known.some(({ notBefore, by }) => notBefore === 0 || by === invocation)) return undefined;
    return `${destination} was tried by more than one, or by who had not said so`;
  }
}

/** What is wrong with how one was followed by another. */
function changed(
  destination: string,
  before: Closing,
  { notBefore, isProbe, at, by }: Closing,
  all: readonly Closing[],
) {
  if (isProbe && before.isProbe && before.notBefore > at && before.by !== by)
    return `${destination} is tried by two at a time`;
  if (notBefore === 0 && !all.some((one) => one.isProbe && one.by === by))
    return `${destination} was opened by who had not tried it`;
  if (notBefore > 0 && !isProbe && !before.isProbe && before.notBefore > notBefore)
    return `${destination} is asked ${before.notBefore - notBefore} ms sooner than it was to be`;
  return undefined;
}
