import { PublishBatchCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { SendOutcome } from '../../domain/channel.ts';
import { unlessAborted } from '../shared/abort.ts';
import { halves } from '../shared/halves.ts';
import type { Message, Several } from './compose.ts';
import { faultOf, faultOfEntry, type Fault } from './outcome.ts';

export interface Topic {
  readonly client: SNSClient;
  readonly topicArn: string;
}

/**
 * Makes the requests in order, normally just one. What SNS refuses for its content is halved, down to single
 * notifications, so that only the culprit is blamed. A fault of the destination ends it, for all that is left.
 */
export async function publish(
  topic: Topic,
  requests: readonly (readonly Message[])[],
  render: (notifications: Several) => Message,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, SendOutcome>> {
  const settled: (readonly [string, SendOutcome])[] = [];
  const settle = (message: Message, outcome: SendOutcome) => {
    settled.push(...message.notifications.map(({ id }) => [id, outcome] as const));
  };

  const queue = [...requests];
  for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
    const { fault, outcomes } = await call(topic, request, signal);
    if (fault?.kind === 'destination-fault') {
      for (const message of [request, ...queue.splice(0)].flat()) settle(message, fault);
    } else if (fault !== undefined && request.length > 1) {
      queue.unshift(...halves(request));
    } else {
      for (const message of request) {
        const outcome = fault ?? outcomes.get(message) ?? unanswered;
        const parts = outcome.kind === 'message-fault' ? halves(message.notifications) : [];
        if (parts.length > 1) queue.unshift(parts.map(render));
        else settle(message, outcome);
      }
    }
  }
  return new Map(settled);
}

const unanswered: SendOutcome = { kind: 'destination-fault', why: 'SNS answered without a word on this message' };

interface Answer {
  /** Why the call as a whole failed; otherwise each message has its outcome. */
  readonly fault?: Fault;
  readonly outcomes: ReadonlyMap<Message, SendOutcome>;
}

async function call({ client, topicArn }: Topic, request: readonly Message[], signal: AbortSignal): Promise<Answer> {
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
