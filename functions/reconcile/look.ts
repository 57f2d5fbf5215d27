import type { CollectionLook } from '../domain/collection-look.ts';
import { lookAtHot } from './look-hot.ts';
import { lookAtImages } from './look-images.ts';
import type { LookDeps, Looks } from './looks.ts';
import type { Sweep } from './sweep.ts';

/**
 * Lists the registry, and holds each page against the records. Gives way whenever it is worth to confirm what it nominated so
 * far. Where it cannot be listed whole within a poll, what is pending and what is new comes first, in every poll.
 */
export async function* look(deps: LookDeps, looks: Looks, sweep: Sweep): AsyncGenerator<readonly CollectionLook[]> {
  if (sweep.isGreat) {
    await lookAtHot(deps, looks);
    yield looks.all();
  }
  await lookAtImages(deps, looks);
  yield* sweep.parts();
}
