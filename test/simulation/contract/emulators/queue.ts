import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import type { Ministack } from './ministack.ts';

const anybody = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }],
});

/** What arrives at a topic or a bus: a queue behind it. */
export class Queue {
  readonly arn: string;
  readonly #client: SQSClient;
  readonly #url: string;

  private constructor(client: SQSClient, url: string, arn: string) {
    this.#client = client;
    this.#url = url;
    this.arn = arn;
  }

  static async create({ config }: Ministack, QueueName: string): Promise<Queue> {
    const client = new SQSClient(config);
    const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName, Attributes: { Policy: anybody } }));
    const asked = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn'] });
    const { Attributes } = await client.send(asked);
    return new Queue(client, QueueUrl, Attributes?.['QueueArn'] ?? '');
  }

  /** Takes what is there, in the order it came. */
  async take(): Promise<readonly unknown[]> {
    const bodies: unknown[] = [];
    for (;;) {
      const receive = new ReceiveMessageCommand({ QueueUrl: this.#url, MaxNumberOfMessages: 10, WaitTimeSeconds: 0 });
      const { Messages = [] } = await this.#client.send(receive);
      if (Messages.length === 0) return bodies;
      for (const { Body = '', ReceiptHandle } of Messages) {
        bodies.push(JSON.parse(Body));
        await this.#client.send(new DeleteMessageCommand({ QueueUrl: this.#url, ReceiptHandle }));
      }
    }
  }

  close(): void {
    this.#client.destroy();
  }
}
