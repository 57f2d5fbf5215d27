import { DynamoDBClient, GetItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Clock } from '../../functions/domain/clock.ts';
import type { Outbox } from '../../functions/domain/outbox.ts';
import type { Chunk, ChunkChanges, Store } from '../../functions/domain/state.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { startLocalAws, type AwsAnswer, type AwsCall, type LocalAws } from '../../local/aws/index.ts';
import { dump, type RawItem } from '../support/table.ts';

const table = 'approval-notifier';

type Fault = (call: AwsCall, next: () => Promise<AwsAnswer>) => Promise<AwsAnswer | 'hang-up'>;

/** The store against the embedded DynamoDB, by the real client. Each test has an account, and so a partition, of its own. */
export class Stage {
  time = Date.parse('2026-03-01T09:00:00.000Z');
  readonly clock: Clock = { now: () => this.time, sleep: () => Promise.resolve() };
  readonly calls: { operation: string; body: Record<string, unknown> }[] = [];
  #aws: LocalAws | undefined;
  #client: DynamoDBClient | undefined;
  #faults: { operation: string; fault: Fault }[] = [];
  #account = 100_000_000_000;
  #ids = 0;

  async open(): Promise<void> {
    this.#aws = await startLocalAws({
      port: 0,
      intercept: (call, next) => {
        this.calls.push({
          operation: call.operation,
          body: JSON.parse(call.body.toString()) as Record<string, unknown>,
        });
        const index = this.#faults.findIndex(({ operation }) => operation === call.operation);
        const [found] = index < 0 ? [] : this.#faults.splice(index, 1);
        return found ? found.fault(call, next) : next();
      },
    });
    await this.#aws.createTable(table);
    this.#client = new DynamoDBClient({
      endpoint: this.#aws.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 3,
    });
  }

  async close(): Promise<void> {
    this.#client?.destroy();
    await this.#aws?.close();
  }

  get client(): DynamoDBClient {
    if (!this.#client) throw new Error('the stage is not open');
    return this.#client;
  }

  get pk(): string {
    return `${this.#account}/us-east-1`;
  }

  /** Another partition, nothing recorded, no faults. */
  reset(): void {
    this.#account++;
    this.calls.length = 0;
    this.#faults = [];
  }

  store(): Store {
    return createDynamoStore({
      client: this.client,
      table,
      source: { account: String(this.#account), region: 'us-east-1' },
      clock: this.clock,
      newId: () => `write-${++this.#ids}`,
    });
  }

  /** Meets the next call of that operation; those after it pass, unless it is set again. */
  next(operation: string, fault: Fault): void {
    this.#faults.push({ operation, fault });
  }

  /** The next call of that operation takes effect, and its answer never arrives: the client sends it again. */
  loseAnswerOf(operation: string): void {
    this.next(operation, async (_call, next) => {
      await next();
      return 'hang-up';
    });
  }

  /** The next call of that operation finds that something else was done just before it. */
  before(operation: string, something: () => Promise<unknown>): void {
    this.next(operation, async (_call, next) => {
      await something();
      return next();
    });
  }

  count(operation: string): number {
    return this.calls.filter((call) => call.operation === operation).length;
  }

  /** The items of this test's partition as they are stored. */
  async items(): Promise<RawItem[]> {
    return (await dump(this.client, table)).filter(({ pk }) => pk?.S === this.pk);
  }

  async keys(): Promise<string[]> {
    return (await this.items()).map(({ sk }) => sk?.S ?? '').sort();
  }

  async raw(sk: string, pk = this.pk): Promise<RawItem | undefined> {
    const command = new GetItemCommand({ TableName: table, Key: marshall({ pk, sk }), ConsistentRead: true });
    return (await this.client.send(command)).Item;
  }

  /** What another release, or an accident, leaves in an item. */
  async tamper(sk: string, attributes: Record<string, unknown>, pk = this.pk): Promise<void> {
    const names = Object.keys(attributes);
    await this.client.send(
      new UpdateItemCommand({
        TableName: table,
        Key: marshall({ pk, sk }),
        UpdateExpression: `SET ${names.map((_, i) => `#${i} = :${i}`).join(', ')}`,
        ExpressionAttributeNames: Object.fromEntries(names.map((name, i) => [`#${i}`, name])),
        ExpressionAttributeValues: marshall(Object.fromEntries(names.map((name, i) => [`:${i}`, attributes[name]]))),
      }),
    );
  }
}

/** Commits, and takes a conflict for the failure that it is in most tests. */
export async function committed(store: Store, chunk: Chunk, changes: ChunkChanges): Promise<Chunk> {
  const result = await store.commit(chunk, changes);
  if (result === 'conflict') throw new Error('the commit met a conflict');
  return result;
}

/** Entry -> destination -> token. */
export const tokens = ({ entries }: Outbox): Record<string, Record<string, string>> =>
  Object.fromEntries(
    entries.map(({ id, to }) => [id, Object.fromEntries(Object.entries(to).map(([name, { token }]) => [name, token]))]),
  );
