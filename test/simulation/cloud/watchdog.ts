import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from '../aws/dynamodb.ts';
import type { Secrets } from '../aws/secrets.ts';
import type { Invocation } from '../engine/container.ts';
import type { Violation } from '../model/judge.ts';
import { Closings, type Written } from './closings.ts';
import { table, topics } from './names.ts';

interface Asked {
  readonly at: number;
  readonly until: number;
  /** Whoever was asked, and may have died with it. */
  readonly by: Invocation;
}

/** So many messages at most go to a channel of Slack from one invocation in that time, ms; answers are late by a second or two. */
const burst = { most: 8, within: 5000 };

/** For so long whoever was asked to wait may not have written it down, ms. */
const noting = 30_000;

/** What must hold of every single request, whatever comes of it. */
export class Watchdog {
  /** The first promise that a request broke. */
  broken: Violation | undefined;
  readonly #table: DynamoDb;
  readonly #secrets: Secrets;
  readonly #now: () => number;
  readonly #closings: Closings;
  /** For how long each destination asked to be left alone. */
  readonly #asked = new Map<string, Asked>();
  /** By invocation, its last messages to Slack. */
  readonly #posts = new WeakMap<Invocation, readonly { readonly destination: string; readonly at: number }[]>();
  /** By invocation, whom it has asked after its time. */
  readonly #late = new WeakMap<Invocation, Set<string>>();

  constructor(inTable: DynamoDb, secrets: Secrets, now: () => number) {
    this.#table = inTable;
    this.#secrets = secrets;
    this.#now = now;
    this.#closings = new Closings(now);
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
    }
    this.reads(input);
  }

  /** A request that would tell something, about to be made. */
  sends(destination: string, invocation: Invocation): void {
    const now = this.#now();
    this.#breaks('before its time', this.#closings.sends(destination, invocation));
    const asked = this.#asked.get(destination);
    if (asked && asked.by.harmedAt < asked.at && asked.at + noting < invocation.began && asked.until > now)
      this.#breaks('before its time', `${destination} was asked ${asked.until - now} ms too soon`);
    if (now > invocation.deadline) this.#tooLate(destination, invocation);
  }

  /** The same, to Slack: it takes one message a second, and a few at once. */
  posts(destination: string, invocation: Invocation): void {
    const now = this.#now();
    const all = [...(this.#posts.get(invocation) ?? []), { destination, at: now }];
    const recent = all.filter(({ at }) => at > now - burst.within);
    this.#posts.set(invocation, recent);
    const count = recent.filter((one) => one.destination === destination).length;
    if (count > burst.most)
      this.#breaks('before its time', `${destination} was sent ${count} messages in ${burst.within} ms`);
    this.sends(destination, invocation);
  }

  /** A destination asks to be left alone for a while; the longest counts. */
  asks(destination: string, until: number, by: Invocation): void {
    const asked = this.#asked.get(destination);
    if (asked === undefined || asked.until < until) this.#asked.set(destination, { at: this.#now(), until, by });
  }

  /** The table was made again what it was: nobody can know any more who asked to wait. */
  forget(): void {
    this.#closings.forget();
    this.#asked.clear();
  }

  /** A write to the table has taken effect. */
  wrote(input: object, by: Invocation): void {
    const { Key } = input as { readonly Key?: { readonly pk?: { readonly S?: string } } };
    const [kind, destination] = Key?.pk?.S?.split('#') ?? [];
    if (kind !== 'destination' || destination === undefined) return;
    const asked = this.#asked.get(destination);
    const isAsked = asked !== undefined && Math.max(asked.at + noting, asked.until) > this.#now();
    const what = this.#closings.wrote(destination, this.#writtenOf(destination), { by, isAsked });
    this.#breaks('before its time', what);
  }

  /** An invocation failed that nothing befell but what SageMaker refused. */
  fails(what: string): void {
    this.#breaks('failed unharmed', what);
  }

  /** Whatever leaves a process, but the address and the headers of what goes to Slack. */
  reads(said: unknown): void {
    for (const text of textsIn(said)) {
      for (const secret of this.#secrets.values) {
        if (!text.includes(secret)) continue;
        this.#breaks('a secret shown', text.replaceAll(secret, '***').slice(0, 200));
      }
    }
  }

  /** What was under way when the time was up may come to its end. */
  #tooLate(destination: string, invocation: Invocation): void {
    const late = this.#late.get(invocation) ?? new Set();
    if (late.has(destination))
      this.#breaks('after its time', `${destination} was asked again when the invocation was over`);
    this.#late.set(invocation, late.add(destination));
  }

  #writtenOf(destination: string): Written {
    const Key = { pk: { S: `destination#${destination}` }, sk: { S: '#' } };
    const { input } = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
    const { Item } = this.#table.execute('GetItem', input) as {
      readonly Item?: { readonly notBefore?: { N: string }; readonly probing?: { BOOL: boolean } };
    };
    return { notBefore: Number(Item?.notBefore?.N ?? 0), isProbe: Item?.probing?.BOOL === true };
  }

  #breaks(promise: Violation['promise'], what: string | undefined): void {
    if (what !== undefined) this.broken ??= { promise, what };
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
