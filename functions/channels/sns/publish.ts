import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SendOutcome } from '../../domain/channel.ts';
import { unlessAborted } from '../shared/abort.ts';
import { makeRequests, type Answer, type Several } from '../shared/requests.ts';
import type { Message } from './compose.ts';
import { faultOf, faultOfEntry } from './outcome.ts';

export interface Topic {
  readonly client: SNSClient;
  readonly topicArn: string;
}

/** Makes the requests in order, normally just one. Every notification has an outcome. */
export function publish(
  topic: Topic,
  requests: readonly (readonly Message[])[],
  render: (notifications: Several) => Message,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SendOutcome>> {
  return makeRequests(requests, (request) => call(topic, request, signal), render);
}

async function call(
  { client, topicArn }: Topic,
  request: readonly Message[],
  signal: AbortSignal,
): Promise<Answer<Message>> {
  const outcomes = new Map<Message, SendOutcome>();
  const note = (id: string | undefined, outcome: SendOutcome) => {
    const message = request[Number(id)];
    if (message !== undefined) outcomes.set(message, outcome);
  };
  try {
    signal.throwIfAborted();
    const command = new PublishBatchCommand({ TopicArn: topicArn, PublishBatchRequestEntries: request.map(entry) });
    // The SDK heeds the signal, but not while it waits for credentials.
    const answer = await unlessAborted(client.send(command, { abortSignal: signal }), signal);
    for (const { Id } of answer.Successful ?? []) note(Id, { kind: 'accepted' });
    for (const failed of answer.Failed ?? []) note(failed.Id, faultOfEntry(failed));
    return { outcomes };
  } catch (error) {
    return { fault: faultOf(signal.aborted ? signal.reason : error, Date.now()), outcomes };
  }
}

function entry({ subject, body, attributes }: Message, index: number) {
  return { Id: String(index), Subject: subject, Message: body, MessageAttributes: { ...attributes } };
}
