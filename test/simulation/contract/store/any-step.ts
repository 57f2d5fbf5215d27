import fc from 'fast-check';
import { chunkSteps } from './chunk-steps.ts';
import type { Step } from './hands.ts';
import { otherSteps } from './other-steps.ts';

/** What may be done to a store, what matters most the most often. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: chunkSteps.read },
  { weight: 6, arbitrary: chunkSteps.commit },
  { weight: 6, arbitrary: chunkSteps.write },
  { weight: 1, arbitrary: otherSteps.load },
  { weight: 1, arbitrary: chunkSteps.drop },
  { weight: 1, arbitrary: otherSteps.source },
  { weight: 2, arbitrary: otherSteps.saveSource },
  { weight: 1, arbitrary: otherSteps.park },
  { weight: 1, arbitrary: otherSteps.recordOutcomes },
  { weight: 3, arbitrary: otherSteps.closing },
  { weight: 2, arbitrary: otherSteps.threading },
  { weight: 1, arbitrary: otherSteps.later },
);
