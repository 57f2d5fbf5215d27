import { mkdirSync } from 'node:fs';
import { CreateTableCommand, DynamoDBClient, ResourceInUseException } from '@aws-sdk/client-dynamodb';
import dynalite from 'dynalite';
import { forwardTo, listen } from './loopback.ts';
import type { Service } from './types.ts';

export interface Emulator {
  readonly service: Service;
  close(): Promise<void>;
}

/** dynalite, on a loopback port of its own: it closes its database only together with a listening server. */
export async function startDynamoDb(path?: string): Promise<Emulator> {
  if (path !== undefined) mkdirSync(path, { recursive: true });
  const server = dynalite({
    ...(path === undefined ? {} : { path }),
    createTableMs: 0,
    deleteTableMs: 0,
    updateTableMs: 0,
  });
  const forwarder = forwardTo(await listen(server, 0));
  return {
    service: forwarder.send,
    close: async () => {
      await forwarder.close();
      await new Promise<void>((resolve, reject) => {
        server.close((error) => {
          if (error) reject(error);
          else resolve();
        });
      });
    },
  };
}

/** The notifier's table as its stack makes it, unless it is there already: string keys `pk` and `sk`, on demand. */
export async function createTable(endpoint: string, region: string, name: string): Promise<void> {
  const client = new DynamoDBClient({
    endpoint,
    region,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });
  try {
    await client.send(
      new CreateTableCommand({
        TableName: name,
        AttributeDefinitions: [
          { AttributeName: 'pk', AttributeType: 'S' },
          { AttributeName: 'sk', AttributeType: 'S' },
        ],
        KeySchema: [
          { AttributeName: 'pk', KeyType: 'HASH' },
          { AttributeName: 'sk', KeyType: 'RANGE' },
        ],
        BillingMode: 'PAY_PER_REQUEST',
      }),
    );
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  } finally {
    client.destroy();
  }
}
