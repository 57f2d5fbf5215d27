import { CreateTopicCommand, SNSClient, SubscribeCommand, type PublishBatchRequestEntry } from '@aws-sdk/client-sns';
import { z } from 'zod';
import { Sns } from '../../aws/sns.ts';
import { clientOf } from '../client.ts';
import type { Outcome } from '../outcome.ts';
import { batches, good, messages } from '../sns/cases.ts';
import { publish } from '../sns/publish.ts';
import type { Ministack } from './ministack.ts';
import { Queue } from './queue.ts';
import { Tally } from './tally.ts';

const envelope = z.object({
  TopicArn: z.string(),
  Subject: z.string().nullish(),
  Message: z.string(),
  MessageAttributes: z.record(z.string(), z.object({ Type: z.string(), Value: z.string() })).optional(),
});

/** Batches, and what arrives behind the topic. */
export async function sns(ministack: Ministack): Promise<Tally> {
  const client = new SNSClient(ministack.config);
  const { TopicArn = '' } = await client.send(new CreateTopicCommand({ Name: 'ml-leads' }));
  const queue = await Queue.create(ministack, 'behind-ml-leads');
  await client.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queue.arn }));
  const tally = new Tally('SNS');

  async function compare(title: string, entries: readonly PublishBatchRequestEntry[], why?: string, topic = TopicArn) {
    const model = new Sns([TopicArn]);
    const expected = await publish(clientOf(model) as SNSClient, topic, entries);
    const happened = await publish(client, topic, entries);
    const published = (await queue.take()).map(messageOf);
    tally.compare(
      title,
      { outcome: wordless(happened), published },
      { outcome: wordless(expected), published: model.published },
      why,
    );
  }

  for (const { title, entry, unlike } of messages) {
    const between = [
      { ...good, Id: 'before' },
      { ...entry, Id: 'it' },
      { ...good, Id: 'after' },
    ];
    await compare(title, between, unlike?.ministack);
  }
  for (const { title, entries, unlike } of batches) await compare(`a batch of ${title}`, entries, unlike?.ministack);
  await compare('a topic that is not there', [good], undefined, `${TopicArn}-of-another`);
  client.destroy();
  queue.close();
  return tally;
}

/** Why a message is refused is said in many words. */
function wordless(outcome: Outcome): Outcome {
  if ('error' in outcome) return outcome;
  const { Failed = [], ...answer } = outcome.answer as { readonly Failed?: readonly { readonly Message?: string }[] };
  return { answer: { ...answer, Failed: Failed.map(({ Message, ...more }) => ({ ...more, why: typeof Message })) } };
}

function messageOf(body: unknown) {
  const { TopicArn: topicArn, Subject: subject, Message: message, MessageAttributes = {} } = envelope.parse(body);
  const attributes = Object.entries(MessageAttributes).map(([name, { Type, Value }]): [string, unknown] => [
    name,
    Type === 'String.Array' ? JSON.parse(Value) : Value,
  ]);
  return { topicArn, ...(subject && { subject }), message, attributes: Object.fromEntries(attributes) };
}
