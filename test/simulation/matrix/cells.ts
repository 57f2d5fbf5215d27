import { whyImpossible } from './impossible.ts';
import { kinds, type Kind } from './kinds.ts';
import type { Scene } from './play.ts';
import type { Attempt } from './stage.ts';

const occurrences = ['first', 'middle', 'last'] as const;
type Occurrence = (typeof occurrences)[number];

/** One place in one scene, what befalls it there, and when. */
export interface Cell {
  readonly name: string;
  readonly scene: Scene;
  readonly kind: Kind;
  readonly attempt: Attempt;
}

export interface Impossible {
  readonly name: string;
  readonly reason: string;
}

const tooFew = 'it is not called so often: a first is also the last, of two the second is';

/** Every place that the scene calls from, with everything that can befall it, at its first, middle and last occurrence. */
export function* cellsOf(scene: Scene, attempts: readonly Attempt[]): Generator<Cell | Impossible> {
  for (const [site, all] of Map.groupBy(attempts, (attempt) => attempt.site)) {
    for (const kind of kinds) {
      for (const occurrence of occurrences) {
        const name = `${scene.name}: ${site}, ${kind.name}, ${occurrence}`;
        const attempt = at(occurrence, all);
        const reason = attempt ? whyImpossible(attempt, kind) : tooFew;
        if (attempt && reason === undefined) yield { name, scene, kind, attempt };
        else yield { name, reason: reason ?? tooFew };
      }
    }
  }
}

function at(occurrence: Occurrence, all: readonly Attempt[]): Attempt | undefined {
  switch (occurrence) {
    case 'first':
      return all[0];
    case 'middle':
      return all.length > 2 ? all[all.length >> 1] : undefined;
    case 'last':
      return all.length > 1 ? all.at(-1) : undefined;
  }
}
