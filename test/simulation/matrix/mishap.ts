import type { Fault } from '../engine/fault.ts';
import type { Whim } from './pages.ts';

/** What befalls a scene, at a place that its rehearsal has shown. */
export type Mishap =
  /** Of one attempt of a call; most clients try again. */
  | { readonly kind: 'attempt'; readonly index: number; readonly fault: Fault }
  /** Of all attempts of a call. */
  | { readonly kind: 'call'; readonly call: number; readonly fault: Fault }
  | { readonly kind: 'listing'; readonly index: number; readonly whim: Whim }
  /** An invocation has no more time than that, ms. */
  | { readonly kind: 'deadline'; readonly invocation: string; readonly remaining: number };
