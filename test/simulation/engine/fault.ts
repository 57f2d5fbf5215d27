/** What a service can say no with before it does anything. */
export type Refusal = 'throttled' | 'failing' | 'unavailable' | 'refused' | 'not found' | 'invalid';

/** What can befall one attempt of a call. */
export type Fault =
  | Refusal
  /** The connection breaks before it takes effect. */
  | 'cut'
  /** It takes effect, and the answer never comes. */
  | 'lost'
  /** The process dies: before it takes effect, or after. */
  | 'killed-before'
  | 'killed-after'
  /** The process stands still for longer than anything that it holds lasts. */
  | 'stalled';

/** What a client can tell its caller of. */
export type Failure = Refusal | 'cut' | 'lost' | 'aborted';

/** Those that clients try again by themselves. */
export const isPassing = (failure: Failure): boolean =>
  !(failure === 'refused' || failure === 'not found' || failure === 'invalid' || failure === 'aborted');

/** One attempt of a call, as those see it who decide what befalls it. */
export interface Site {
  readonly service: string;
  readonly operation: string;
  /** The function whose process calls: `poll`, `react`. */
  readonly caller: string;
  /** Of all attempts of the simulation, from 0. */
  readonly index: number;
  /** The index of the first attempt of the same call. */
  readonly call: number;
  /** The same for all calls of one process, and for none of another. */
  readonly process: object;
  /** What AWS is asked; Slack's body is nobody's business here. */
  readonly input?: object | undefined;
}

export interface Nature {
  fault(site: Site): Fault | undefined;
  /** How long one way of a call takes, ms. */
  latency(): number;
}
