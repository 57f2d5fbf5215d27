import type { Channel, SendOutcome } from '../domain/channel.ts';
import type { Notification } from '../domain/change.ts';
import { notificationId, type Due } from '../domain/outbox.ts';
import type { TimeBudget } from '../domain/time-budget.ts';
import type { Destinations } from './destinations.ts';

/** What became of one notification: `refused` is the message's fault, `unsent` the destination's or the clock's. */
export interface Sent {
  readonly due: Due;
  readonly result: 'accepted' | 'refused' | 'unsent';
  readonly why?: string;
}

/**
 * Sends to one destination, batch after batch, until it fails or the time is up. A send starts only if it must end before
 * what it sends can be taken by anyone else.
 */
export async function sendAll(
  destination: string,
  dues: readonly Due[],
  destinations: Destinations,
  budget: TimeBudget,
): Promise<Sent[]> {
  const channel = destinations.channels.get(destination);
  const byId = new Map(dues.map((due) => [notificationId(due.entry.id, destination), due]));
  const results = new Map<Due, Sent>(dues.map((due) => [due, { due, result: 'unsent' }]));
  const batches = channel?.batches(
    [...byId].map(
      ([
        id,
        {
          entry: { change, again },
        },
      ]) => ({ id, destination, change, ...(again && { again }) }),
    ),
  );
  for (const batch of batches ?? []) {
    if (!channel || !budget.allows(channel.timeout)) break;
    const { outcomes, fault } = await sendBatch(channel, batch, budget);
    for (const [id, outcome] of outcomes) {
      const due = byId.get(id);
      if (due) results.set(due, sentOf(due, outcome));
    }
    if (fault) {
      // Whose time is over was cut off by that, whatever the destination would have said.
      if (!budget.isOver) await destinations.failed(destination, fault);
      break;
    }
    await destinations.accepted(destination);
  }
  return [...results.values()];
}

type Fault = Extract<SendOutcome, { kind: 'destination-fault' }>;

/** A message that is refused as such gets one plain try before it is given up. */
async function sendBatch(
  channel: Channel,
  batch: readonly Notification[],
  budget: TimeBudget,
): Promise<{ outcomes: ReadonlyMap<string, SendOutcome>; fault: Fault | undefined }> {
  const { endSignal: signal } = budget;
  const outcomes = new Map(await channel.send(batch, { style: 'rich', signal }));
  for (const notification of batch) {
    if (outcomes.get(notification.id)?.kind !== 'message-fault' || !budget.allows(channel.timeout)) continue;
    const again = await channel.send([notification], { style: 'plain', signal });
    outcomes.set(notification.id, again.get(notification.id) ?? silence);
  }
  const all = batch.map(({ id }) => outcomes.get(id) ?? silence);
  return { outcomes, fault: all.find((outcome) => outcome.kind === 'destination-fault') };
}

const silence: Fault = { kind: 'destination-fault', why: 'no outcome was told' };

function sentOf(due: Due, outcome: SendOutcome): Sent {
  switch (outcome.kind) {
    case 'accepted':
      return { due, result: 'accepted' };
    case 'message-fault':
      return { due, result: 'refused', why: outcome.why };
    case 'destination-fault':
      return { due, result: 'unsent', why: outcome.why };
  }
}
