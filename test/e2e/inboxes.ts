import { z } from 'zod';
import { messageSchema } from '../../functions/channels/shared/json.ts';
import type { Boto } from './boto.ts';
import type { Outputs } from './cdk.ts';
import type { Arrived } from './ledger.ts';

/** Queues of a user's own, behind the topics and the bus: what comes in there has arrived. */
export const queues = ['people', 'machines', 'bus'] as const;
type Queue = (typeof queues)[number];

const busName = 'ml-platform';

const received = z.object({
  Messages: z.array(z.object({ Body: z.string(), ReceiptHandle: z.string() })).default([]),
});
const event = z.object({ detail: messageSchema });

export class Inboxes {
  readonly #boto: Boto;
  readonly #arn: (service: string, resource: string) => string;
  readonly #urls = new Map<Queue, string>();

  constructor(boto: Boto, arn: (service: string, resource: string) => string) {
    this.#boto = boto;
    this.#arn = arn;
  }

  /** The queues, and the bus with a rule that fills one of them. */
  async create(): Promise<void> {
    for (const name of queues) {
      const policy = {
        Version: '2012-10-17',
        Statement: ['sns', 'events'].map((service) => ({
          Effect: 'Allow',
          Principal: { Service: `${service}.amazonaws.com` },
          Action: 'sqs:SendMessage',
          Resource: this.#arn('sqs', name),
        })),
      };
      const { QueueUrl } = await this.#boto.call('sqs', 'create_queue', {
        QueueName: name,
        Attributes: { Policy: JSON.stringify(policy) },
      });
      this.#urls.set(name, z.string().parse(QueueUrl));
    }
    const rule = { Name: 'to-queue', EventBusName: busName };
    await this.#boto.call('events', 'create_event_bus', { Name: busName });
    await this.#boto.call('events', 'put_rule', {
      ...rule,
      EventPattern: JSON.stringify({ source: ['sagemaker-approval-notifier'] }),
    });
    await this.#boto.call('events', 'put_targets', {
      Rule: rule.Name,
      EventBusName: busName,
      Targets: [{ Id: 'queue', Arn: this.#arn('sqs', 'bus') }],
    });
  }

  /** To the topics that a deployment made: for programs the bare message, for people the one that SNS wraps. */
  async subscribe({ TopicPeople, TopicMachines }: Outputs): Promise<void> {
    for (const [topic, name, raw] of [
      [TopicPeople, 'people', 'false'],
      [TopicMachines, 'machines', 'true'],
    ] as const) {
      await this.#boto.call('sns', 'subscribe', {
        TopicArn: topic,
        Protocol: 'sqs',
        Endpoint: this.#arn('sqs', name),
        Attributes: { RawMessageDelivery: raw },
      });
    }
  }

  /** All that has come in since. */
  async collect(): Promise<readonly Arrived[]> {
    const arrived: Arrived[] = [];
    for (const [name, QueueUrl] of this.#urls) {
      for (;;) {
        const { Messages } = received.parse(
          await this.#boto.call('sqs', 'receive_message', { QueueUrl, MaxNumberOfMessages: 10 }),
        );
        if (Messages.length === 0) break;
        for (const { Body, ReceiptHandle } of Messages) {
          arrived.push(...notificationsIn(name, Body));
          await this.#boto.call('sqs', 'delete_message', { QueueUrl, ReceiptHandle });
        }
      }
    }
    return arrived;
  }
}

function notificationsIn(name: Queue, body: string): readonly Arrived[] {
  switch (name) {
    case 'people':
      return idsIn(body, 'people').map((id) => ({ id }));
    case 'machines':
      return [ofMessage(messageSchema.parse(JSON.parse(body)))];
    case 'bus':
      return [ofMessage(event.parse(JSON.parse(body)).detail)];
  }
}

function ofMessage({ id, change }: z.infer<typeof messageSchema>): Arrived {
  const { kind, group = '', version, to } = { group: undefined, version: undefined, to: undefined, ...change };
  return { id, change: { kind, group, version, to } };
}

/** A text holds the id of each notification that it tells. */
export function idsIn(text: string, destination: string): readonly string[] {
  return [...new Set(text.match(new RegExp(`[\\w-]{22}\\.${destination}\\b`, 'gu')) ?? [])];
}
