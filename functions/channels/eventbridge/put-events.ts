import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SendOutcome } from '../../domain/channel.ts';
import { unlessAborted } from '../shared/abort.ts';
import type { Answer } from '../shared/requests.ts';
import type { Event } from './event.ts';
import { faultOf, outcomeOf } from './outcome.ts';

/** One PutEvents. Its answer has one entry for each event, in their order; those of one call can fail and succeed apart. */
export async function putEvents(
  client: EventBridgeClient,
  bus: string,
  events: readonly Event[],
  signal: AbortSignal,
): Promise<Answer<Event>> {
  const outcomes = new Map<Event, SendOutcome>();
  try {
    signal.throwIfAborted();
    const command = new PutEventsCommand({ Entries: events.map(({ entry }) => ({ ...entry, EventBusName: bus })) });
    const { Entries = [] } = await unlessAborted(client.send(command, { abortSignal: signal }), signal);
    for (const [index, event] of events.entries()) {
      const result = Entries[index];
      if (result !== undefined) outcomes.set(event, outcomeOf(result));
    }
    return { outcomes };
  } catch (error) {
    return { fault: faultOf(signal.aborted ? signal.reason : error, Date.now()), outcomes };
  }
}
