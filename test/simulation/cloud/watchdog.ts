import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from '../aws/dynamodb.ts';
import type { Secrets } from '../aws/secrets.ts';
import type { Invocation } from '../engine/container.ts';
import type { Violation } from '../model/judge.ts';
import { table, topics } from './names.ts';

/** What must hold of every single request, whatever comes of it. */
export class Watchdog {
  /** The first promise that a request broke. */
  broken: Violation | undefined;
  readonly #table: DynamoDb;
  readonly #secrets: Secrets;
  readonly #now: () => number;
  /** When it was last written of each destination that it is closed. */
  readonly #closedAt = new Map<string, number>();

  constructor(inTable: DynamoDb, secrets: Secrets, now: () => number) {
    this.#table = inTable;
    this.#secrets = secrets;
    this.#now = now;
  }

  /** A request to AWS, before it takes effect. */
  sees(operation: string, input: object, invocation: Invocation): void {
    switch (operation) {
      case 'PutEvents':
        this.sends('bus', invocation);
        break;
      case 'PublishBatch':
        this.sends('TopicArn' in input && input.TopicArn === topics.machines ? 'machines' : 'leads', invocation);
        break;
      case 'UpdateItem':
        this.#notes(input as { readonly Key: { readonly pk: { readonly S: string } } });
        break;
    }
    this.reads(input);
  }

  /** A request that would tell something, about to be made. What was written while its process was on its way binds it not. */
  sends(destination: string, { began }: Invocation): void {
    const closedAt = this.#closedAt.get(destination);
    if (closedAt === undefined || closedAt >= began) return;
    const Key = { pk: { S: `destination#${destination}` }, sk: { S: '#' } };
    const { input } = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
    const { Item } = this.#table.execute('GetItem', input) as {
      readonly Item?: { readonly notBefore?: { N: string } };
    };
    const notBefore = Number(Item?.notBefore?.N ?? 0);
    if (notBefore > this.#now()) {
      const what = `${destination} was asked ${notBefore - this.#now()} ms too soon`;
      this.broken ??= { promise: 'before its time', what };
    }
  }

  /** Whatever leaves a process, but the address and the headers of what goes to Slack. */
  reads(said: unknown): void {
    for (const text of textsIn(said)) {
      for (const secret of this.#secrets.values) {
        if (!text.includes(secret)) continue;
        this.broken ??= { promise: 'a secret shown', what: text.replaceAll(secret, '***').slice(0, 200) };
      }
    }
  }

  #notes({ Key: { pk } }: { readonly Key: { readonly pk: { readonly S: string } } }): void {
    const [kind, destination] = pk.S.split('#');
    if (kind === 'destination' && destination !== undefined) this.#closedAt.set(destination, this.#now());
  }
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Error) {
    yield `${value.name} ${value.message} ${value.stack ?? ''}`;
    yield* textsIn(value.cause);
  } else if (typeof value === 'object' && value !== null && !ArrayBuffer.isView(value)) {
    for (const each of Object.values(value)) yield* textsIn(each);
  }
}
