import type { Fault } from '../engine/fault.ts';
import type { Mishap } from './mishap.ts';
import type { Whim } from './pages.ts';
import type { Attempt } from './stage.ts';

/** What can befall a call, and how that is brought about. */
export interface Kind {
  readonly name: string;
  /** One of these always. */
  readonly fault?: Fault;
  readonly whim?: Whim;
  /** Whether it befalls all attempts of the call. */
  readonly throughout?: boolean;
  readonly mishapOf: (attempt: Attempt) => Mishap;
}

const passing: readonly Fault[] = ['throttled', 'failing', 'unavailable', 'cut', 'lost'];
const lasting: readonly Fault[] = ['refused', 'not found', 'invalid'];
const fatal: readonly Fault[] = ['killed-before', 'killed-after', 'stalled'];
const whims: readonly Whim[] = ['empty page', 'repeated page', 'repeated token', 'stale'];

const once = (fault: Fault): Kind => ({
  ...{ name: fault, fault },
  mishapOf: ({ index }) => ({ kind: 'attempt', index, fault }),
});

const throughout = (fault: Fault): Kind => ({
  ...{ name: `${fault} throughout`, fault, throughout: true },
  mishapOf: ({ call }) => ({ kind: 'call', call, fault }),
});

const listing = (whim: Whim): Kind => ({
  ...{ name: whim, whim },
  mishapOf: ({ index }) => ({ kind: 'listing', index, whim }),
});

export const pastDeadline = 'past deadline';

/** The invocation has so little time that the call is due when work must have stopped, and before it is ended by force. */
const deadline: Kind = {
  name: pastDeadline,
  mishapOf: ({ invocation = '', after }) => {
    // Of so short a time a third is kept for the end.
    const remaining = Math.floor(1.5 * (after - 1));
    return { kind: 'deadline', invocation, remaining };
  },
};

export const kinds: readonly Kind[] = [
  ...[...passing, ...lasting, ...fatal].map(once),
  ...passing.map(throughout),
  ...whims.map(listing),
  deadline,
];
