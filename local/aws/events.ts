import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { errorAnswer, jsonAnswer } from './answers.ts';
import { entryProblem, entrySize, maxBytes, readEvent, type PutEntry } from './events-entry.ts';
import type { AwsAnswer, AwsCall, EventHook, Service } from './types.ts';

interface Scope {
  readonly account: string;
  readonly region: string;
}

const text = z.optional(z.nullable(z.string()));
const putEvents = z.object({
  Entries: z.array(
    z.object({
      Time: z.optional(z.nullable(z.union([z.number(), z.string()]))),
      Source: text,
      Resources: z.optional(z.nullable(z.array(z.string()))),
      DetailType: text,
      Detail: text,
      EventBusName: text,
    }),
  ),
});
const describeEventBus = z.object({ Name: text });

/**
 * EventBridge without rules: PutEvents and DescribeEventBus. Each event that EventBridge would accept is shown by the hook first,
 * and accepted only when that has returned. As with the service, an event for a bus that is not there is accepted, and gone.
 */
export class EventBuses {
  readonly #names = new Set(['default']);
  readonly #scope: Scope;
  readonly #onEvent: EventHook;

  constructor(scope: Scope, onEvent: EventHook = () => undefined) {
    this.#scope = scope;
    this.#onEvent = onEvent;
  }

  /** Returns its ARN. */
  create(name: string): string {
    this.#names.add(name);
    return this.#arnOf(name);
  }

  readonly service: Service = (call) => {
    switch (call.operation) {
      case 'PutEvents':
        return this.#putEvents(call);
      case 'DescribeEventBus':
        return Promise.resolve(this.#describe(call));
      default: {
        const message = `EventBridge ${call.operation} is not served here; what is: PutEvents, DescribeEventBus`;
        return Promise.resolve(errorAnswer('events', 'UnknownOperationException', message));
      }
    }
  };

  #describe({ body }: AwsCall): AwsAnswer {
    const input = parse(describeEventBus, body);
    if (!input) return malformed;
    const bus = this.#find(input.Name ?? 'default');
    if (bus !== undefined) return answer({ Name: bus, Arn: this.#arnOf(bus) });
    return errorAnswer('events', 'ResourceNotFoundException', `Event bus ${input.Name ?? ''} does not exist.`);
  }

  async #putEvents({ body }: AwsCall): Promise<AwsAnswer> {
    const entries = parse(putEvents, body)?.Entries;
    if (!entries) return malformed;
    const problem = batchProblem(entries);
    if (problem !== undefined) return errorAnswer('events', 'ValidationException', problem);
    const results = [];
    for (const entry of entries) results.push(await this.#put(entry));
    return answer({
      FailedEntryCount: results.filter((result) => 'ErrorCode' in result).length,
      Entries: results,
    });
  }

  async #put(entry: PutEntry) {
    const problem = entryProblem(entry);
    if (problem) return problem;
    const id = randomUUID();
    const bus = this.#find(entry.EventBusName ?? 'default');
    try {
      if (bus !== undefined) await this.#onEvent(readEvent(entry, bus, id));
      return { EventId: id };
    } catch (error) {
      return { ErrorCode: 'InternalFailure', ErrorMessage: error instanceof Error ? error.message : String(error) };
    }
  }

  /** By its name, or by its ARN of this account and region. */
  #find(nameOrArn: string): string | undefined {
    return [...this.#names].find((name) => name === nameOrArn || this.#arnOf(name) === nameOrArn);
  }

  #arnOf(name: string): string {
    return `arn:aws:events:${this.#scope.region}:${this.#scope.account}:event-bus/${name}`;
  }
}

/** What refuses the call whole, before anyone sees an event of it. */
function batchProblem(entries: readonly PutEntry[]): string | undefined {
  if (entries.length < 1 || entries.length > 10) {
    const [than, limit] = entries.length < 1 ? ['greater', 1] : ['less', 10];
    return `1 validation error detected: Value at 'entries' failed to satisfy constraint: Member must have length ${than} than or equal to ${limit}`;
  }
  for (const [index, { EventBusName: bus }] of entries.entries()) {
    if (bus === undefined || bus === null || busPattern.test(bus)) continue;
    return `1 validation error detected: Value '${bus}' at 'entries.${index + 1}.member.eventBusName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${busPattern.source}`;
  }
  const bytes = entries.reduce((sum, entry) => sum + entrySize(entry), 0);
  return bytes > maxBytes ? 'Total size of the entries in the request is over the limit.' : undefined;
}

const busPattern = /^(?:arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:[0-9]{12}:event-bus\/)?[/.\-_A-Za-z0-9]{1,256}$/;

const malformed = errorAnswer('events', 'SerializationException', 'The request is not what the operation takes');

const answer = (output: object): AwsAnswer => jsonAnswer('events', 200, Buffer.from(JSON.stringify(output)));

function parse<Schema extends z.core.$ZodType>(schema: Schema, body: Buffer): z.infer<Schema> | undefined {
  try {
    return z.safeParse(schema, JSON.parse(body.toString() || '{}')).data;
  } catch {
    return undefined;
  }
}
