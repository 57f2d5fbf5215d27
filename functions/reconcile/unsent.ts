import type { Clock } from '../domain/clock.ts';
import { keepUnwanted } from '../domain/collection.ts';
import type { Log } from '../domain/log.ts';
import { notificationId, type Due } from '../domain/outbox.ts';
import type { Settlement } from './history.ts';
import type { Sifted } from './reminder-gate.ts';

interface Unsent extends Pick<Sifted, 'cancelled' | 'asleep'> {
  /** For no destination of this config. */
  readonly orphans: readonly Due[];
}

/** What becomes of that which is not to be sent now, and what of it never. */
export function unsent(
  { orphans, cancelled, asleep }: Unsent,
  { clock, newId, log }: { readonly clock: Clock; readonly newId: () => string; readonly log: Log },
): Settlement[] {
  const cancel = (due: Due, why: string): Settlement => {
    const { entry, destination } = due;
    log.warn('notification cancelled', { id: notificationId(entry.id, destination), destination, why });
    return { due, next: 'settled', outcome: { what: 'cancelled', at: clock.now(), why } };
  };
  // A deployment may be under way, so what has no destination waits an hour.
  const orphaned = (due: Due): Settlement =>
    due.delivery.unconfigured
      ? cancel(due, 'no such destination')
      : { due, next: { due: clock.now() + keepUnwanted, token: newId(), unconfigured: true } };
  return [
    ...orphans.map(orphaned),
    ...cancelled.map(({ due, why }) => cancel(due, why)),
    ...asleep.map(({ due, until }): Settlement => ({ due, next: { due: until, token: newId(), asleep: true } })),
  ];
}
