import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import type { DynamoDb } from '../aws/dynamodb.ts';
import type { Secrets } from '../aws/secrets.ts';
import type { Invocation } from '../engine/container.ts';
import type { Violation } from '../model/judge.ts';
import { table, topics } from './names.ts';

interface Closed {
  readonly at: number;
  /** 0 if it was opened. */
  readonly notBefore: number;
  readonly by: Invocation;
}

interface Asked {
  readonly at: number;
  readonly until: number;
  /** Whoever was asked, and may have died with it. */
  readonly by: Invocation;
}

/** For so long whoever was asked to wait may not have written it down, ms. */
const noting = 30_000;

/** What must hold of every single request, whatever comes of it. */
export class Watchdog {
  /** The first promise that a request broke. */
  broken: Violation | undefined;
  readonly #table: DynamoDb;
  readonly #secrets: Secrets;
  readonly #now: () => number;
  /** What was written of each destination, the last last. */
  readonly #closed = new Map<string, Closed[]>();
  /** For how long each destination asked to be left alone. */
  readonly #asked = new Map<string, Asked>();
  /** By invocation, whom it has asked after its time. */
  readonly #late = new WeakMap<Invocation, Set<string>>();

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
    }
    this.reads(input);
  }

  /** A request that would tell something, about to be made. What was written while its process was on its way binds it not. */
  sends(destination: string, invocation: Invocation): void {
    const now = this.#now();
    const all = this.#closed.get(destination) ?? [];
    const known = all.findLastIndex(({ at }) => at < invocation.began);
    if (known >= 0) this.#binds(destination, all.slice(known), invocation);
    const asked = this.#asked.get(destination);
    if (asked && asked.by.harmedAt < asked.at && asked.at + noting < invocation.began)
      this.#tooSoon(destination, asked.until - now);
    if (now > invocation.deadline) this.#tooLate(destination, invocation);
  }

  /** A destination asks to be left alone for a while; the longest counts. */
  asks(destination: string, until: number, by: Invocation): void {
    const asked = this.#asked.get(destination);
    if (asked === undefined || asked.until < until) this.#asked.set(destination, { at: this.#now(), until, by });
  }

  /** The table was made again what it was: nobody can know any more who asked to wait. */
  forget(): void {
    this.#closed.clear();
    this.#asked.clear();
  }

  /** A write to the table has taken effect. */
  wrote(input: object, by: Invocation): void {
    const { Key } = input as { readonly Key?: { readonly pk?: { readonly S?: string } } };
    const [kind, destination] = Key?.pk?.S?.split('#') ?? [];
    if (kind !== 'destination' || destination === undefined) return;
    const all = this.#closed.get(destination) ?? [];
    this.#closed.set(destination, [...all, { at: this.#now(), notBefore: this.#notBefore(destination), by }]);
  }

  /** A poll failed that nothing befell but what SageMaker refused: one refusal stops no other's work. */
  fails(source: string): void {
    this.broken ??= { promise: 'failed unharmed', what: `a poll of ${source}` };
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

  /** What an invocation could know of a closed destination from its beginning on: the last of it first, then what was written since. */
  #binds(destination: string, closed: readonly Closed[], invocation: Invocation): void {
    // Whoever has it tried may open it, or find that it need not wait so long.
    this.#tooSoon(destination, Math.min(...closed.map(({ notBefore }) => notBefore)) - this.#now());
    const isOpened = closed.some(({ notBefore }) => notBefore === 0);
    if (isOpened || closed.some(({ by }) => by === invocation)) return;
    this.broken ??= {
      promise: 'before its time',
      what: `${destination} was tried by more than one, or by who had not said so`,
    };
  }

  #tooSoon(destination: string, ms: number): void {
    if (ms > 0) this.broken ??= { promise: 'before its time', what: `${destination} was asked ${ms} ms too soon` };
  }

  /** What was under way when the time was up may come to its end. */
  #tooLate(destination: string, invocation: Invocation): void {
    const late = this.#late.get(invocation) ?? new Set();
    if (late.has(destination))
      this.broken ??= {
        promise: 'after its time',
        what: `${destination} was asked again when the invocation was over`,
      };
    this.#late.set(invocation, late.add(destination));
  }

  #notBefore(destination: string): number {
    const Key = { pk: { S: `destination#${destination}` }, sk: { S: '#' } };
    const { input } = new GetItemCommand({ TableName: table, Key, ConsistentRead: true });
    const { Item } = this.#table.execute('GetItem', input) as {
      readonly Item?: { readonly notBefore?: { N: string } };
    };
    return Number(Item?.notBefore?.N ?? 0);
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
