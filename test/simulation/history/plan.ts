import type { Notifier } from '../cloud/notifier.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Violation } from '../model/judge.ts';
import type { History } from './history.ts';
import type { Setting } from './setting.ts';

export type Mode = 'safety' | 'liveness';

export interface Plan {
  readonly seed: number;
  /** How much happens, one after the other. */
  readonly steps: number;
  /** Of it what is left out, and which faults: how a history is made shorter. */
  readonly without?: ReadonlySet<number>;
  readonly spared?: ReadonlySet<string>;
  /** `safety`: it fails to the end, and what is told must be right. `liveness`: then peace comes, and all must be told. @default liveness */
  readonly mode?: Mode;
  /** @default the product */
  readonly notifier?: Notifier;
  /** Whether an invocation may fail that nothing befell. @default false */
  readonly mayFail?: boolean;
  /** Changes what the seed has drawn. */
  readonly change?: (drawn: Setting) => Setting;
  /** Called once: the notifier is deployed and has looked, and faults begin. */
  readonly onBegin?: (history: History) => void;
  /** Called once: it is over, and is about to be judged. */
  readonly onEnd?: (evidence: Evidence) => void;
}

export interface Outcome {
  /** The first promise that was broken. */
  readonly violation?: Violation;
  readonly polls: number;
  readonly calls: number;
  readonly faults: number;
  readonly accepted: number;
  readonly doubled: number;
  /** Simulated ms. */
  readonly lasted: number;
  /** Of a destination, ms. */
  readonly outage: number;
}
