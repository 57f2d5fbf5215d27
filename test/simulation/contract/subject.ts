import { DynamoDBClient, type AttributeValue, type GetItemCommand } from '@aws-sdk/client-dynamodb';
import { startLocalAws } from '../../../local/aws/index.ts';
import { dump, restore } from '../../support/table.ts';
import { DynamoDb } from '../aws/dynamodb.ts';
import { clientOf } from './client.ts';

export type Item = Record<string, AttributeValue>;

export const table = 'approval-notifier';

/** A DynamoDB that is held to the contract: the notifier's table, and a client that reaches it. */
export interface Subject {
  readonly client: DynamoDBClient;
  /** Any command of the client. */
  send(command: object): Promise<object>;
  /** All items, in no order. */
  items(): Promise<readonly Item[]>;
  empty(): Promise<void>;
  close(): Promise<void>;
}

const sendBy = (client: DynamoDBClient) => (command: object) => client.send(command as GetItemCommand);

export function simulated(): Promise<Subject> {
  const service = new DynamoDb({ table });
  const fresh = service.snapshot();
  const client = clientOf(service) as DynamoDBClient;
  return Promise.resolve({
    client,
    send: sendBy(client),
    items: () => Promise.resolve(service.items()),
    empty: () => {
      service.restore(fresh);
      return Promise.resolve();
    },
    close: () => Promise.resolve(),
  });
}

/** Whatever has the table and is reached by that client. */
export const reaching = (client: DynamoDBClient): Subject => ({
  client,
  send: sendBy(client),
  items: () => dump(client, table),
  empty: () => restore(client, table, []),
  close: () => {
    client.destroy();
    return Promise.resolve();
  },
});

/** dynalite behind the embedded AWS, by the real client. */
export async function embedded(): Promise<Subject> {
  const aws = await startLocalAws({ port: 0 });
  await aws.createTable(table);
  const client = new DynamoDBClient({
    endpoint: aws.endpoint,
    region: aws.region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  return {
    ...reaching(client),
    close: async () => {
      client.destroy();
      await aws.close();
    },
  };
}

export const subjects = { simulated, embedded };
