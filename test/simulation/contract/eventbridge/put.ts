import { PutEventsCommand, type EventBridgeClient, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { outcomeOf, type Outcome } from '../outcome.ts';

/** What is said of every event, apart from the ids that are made up for them. */
export const putEvents = (client: EventBridgeClient, entries: readonly PutEventsRequestEntry[]): Promise<Outcome> =>
  outcomeOf(async () => {
    const { FailedEntryCount, Entries = [] } = await client.send(new PutEventsCommand({ Entries: [...entries] }));
    return {
      FailedEntryCount,
      Entries: Entries.map(({ EventId, ...more }) => ({ EventId: typeof EventId, ...more })),
    };
  });
