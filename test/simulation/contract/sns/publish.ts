import { PublishBatchCommand, type PublishBatchRequestEntry, type SNSClient } from '@aws-sdk/client-sns';
import { outcomeOf, type Outcome } from '../outcome.ts';

/** What is said of every message, apart from the ids that are made up for them. */
export const publish = (
  client: SNSClient,
  TopicArn: string,
  entries: readonly PublishBatchRequestEntry[],
): Promise<Outcome> =>
  outcomeOf(async () => {
    const command = new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [...entries] });
    const { Successful = [], Failed = [] } = await client.send(command);
    return { Successful: Successful.map(({ Id, MessageId }) => [Id, typeof MessageId]), Failed };
  });
