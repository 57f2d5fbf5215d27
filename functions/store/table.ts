import {
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type DynamoDBClient,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Item } from './items.ts';
import type { Update } from './update.ts';

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

/** The few calls that the store makes of one table. A condition that fails is an answer here, not an error. */
export class Table {
  readonly #client: DynamoDBClient;
  readonly #name: string;

  constructor(client: DynamoDBClient, name: string) {
    this.#client = client;
    this.#name = name;
  }

  /** Rejects when the signal goes off first. */
  async get(key: Key, abortSignal?: AbortSignal): Promise<Item | undefined> {
    const command = new GetItemCommand({ TableName: this.#name, Key: marshall(key), ConsistentRead: true });
    return (await this.#client.send(command, abortSignal && { abortSignal })).Item;
  }

  /** Every item of a partition, in the order of its sort keys. */
  async *partition(pk: string): AsyncGenerator<Item> {
    let start: Item | undefined;
    do {
      const page = await this.#client.send(
        new QueryCommand({
          TableName: this.#name,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: marshall({ ':pk': pk }),
          ExclusiveStartKey: start,
        }),
      );
      yield* page.Items ?? [];
      start = page.LastEvaluatedKey;
    } while (start);
  }

  async put(key: Key, attributes: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#client.send(
      new PutItemCommand({
        TableName: this.#name,
        Item: marshall({ ...attributes, ...key }, { removeUndefinedValues: true }),
      }),
    );
  }

  /** The whole item after the update; undefined when the condition did not hold. Rejects when the signal goes off first. */
  async update(key: Key, update: Update, abortSignal?: AbortSignal): Promise<Item | undefined> {
    const command = new UpdateItemCommand({
      TableName: this.#name,
      Key: marshall(key),
      ...update.expressions(),
      ReturnValues: 'ALL_NEW',
    });
    const options = abortSignal && { abortSignal };
    return unlessRefused(async () => (await this.#client.send(command, options)).Attributes);
  }

  /** Whether the item is deleted; false when the condition did not hold. */
  async delete(key: Key, condition?: Update): Promise<boolean> {
    const command = new DeleteItemCommand({
      TableName: this.#name,
      Key: marshall(key),
      ...condition?.expressions(),
    });
    const done = await unlessRefused(() => this.#client.send(command));
    return done !== undefined;
  }
}

async function unlessRefused<T>(write: () => Promise<T>): Promise<T | undefined> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
