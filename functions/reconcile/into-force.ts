import { bringIntoForce } from '../domain/in-force.ts';
import type { Routing } from '../domain/routing.ts';
import type { SourceState, Store } from '../domain/state.ts';

/** Reads the state; what the config says comes into force before anything is looked at. */
export async function intoForce<State extends { readonly source: SourceState }>(
  load: () => Promise<State>,
  store: Store,
  routing: Routing,
  now: number,
): Promise<State> {
  for (let attempt = 1; attempt <= 5; attempt++) {
    const state = await load();
    const terms = bringIntoForce(state.source.terms, routing.terms, now);
    if (terms === state.source.terms) return state;
    const saved = await store.saveSource(state.source, { terms });
    if (saved !== 'conflict') return { ...state, source: saved };
  }
  throw new Error('other invocations keep changing when the selectors came into force');
}
