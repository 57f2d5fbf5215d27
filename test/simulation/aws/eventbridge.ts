import {
  EventBridgeServiceException,
  ResourceNotFoundException,
  type DescribeEventBusCommandInput,
  type PutEventsCommandInput,
  type PutEventsRequestEntry,
  type PutEventsResultEntry,
} from '@aws-sdk/client-eventbridge';
import type { BusEvent } from '../../../local/aws/index.ts';
import { metadata, NotSimulatedError, takesOnly, type SimulatedService } from './service.ts';

type Failure = PutEventsResultEntry & { readonly ErrorCode: string };

const mostEntries = 10;
const mostBytes = 256 * 1024;
const entryParameters = ['Time', 'Source', 'Resources', 'DetailType', 'Detail', 'EventBusName'];

/** Event buses of one account and region; PutEvents and DescribeEventBus. */
export class EventBridge implements SimulatedService {
  /** What was accepted and is on a bus, in order. */
  readonly events: BusEvent[] = [];
  /** Names. Whoever takes one away has its events accepted and lost, as with the service. */
  readonly buses: Set<string>;
  /** Fails single events of a call that succeeds, as EventBridge does when it has trouble of its own. */
  refuse: (entry: PutEventsRequestEntry) => Failure | undefined = () => undefined;
  readonly #prefix: string;
  #accepted = 0;

  constructor(scope: { readonly account: string; readonly region: string }, buses: Iterable<string> = []) {
    this.buses = new Set(['default', ...buses]);
    this.#prefix = `arn:aws:events:${scope.region}:${scope.account}:event-bus/`;
  }

  execute(operation: string, input: object): object {
    switch (operation) {
      case 'PutEvents':
        return this.#putEvents(input as PutEventsCommandInput);
      case 'DescribeEventBus':
        return this.#describe(input);
      default:
        throw new NotSimulatedError(`${operation} of EventBridge, which the channel does not use`);
    }
  }

  #describe(input: DescribeEventBusCommandInput) {
    takesOnly('DescribeEventBus', input, ['Name']);
    const name = this.#find(input.Name ?? 'default');
    if (name !== undefined) return { $metadata: metadata(), Name: name, Arn: this.#prefix + name };
    const message = `Event bus ${input.Name ?? ''} does not exist.`;
    throw new ResourceNotFoundException({ $metadata: metadata(400), message });
  }

  #putEvents(input: PutEventsCommandInput) {
    takesOnly('PutEvents', input, ['Entries']);
    const entries = input.Entries ?? [];
    refuseBatch(entries);
    const Entries = entries.map((entry) => this.#put(entry));
    const FailedEntryCount = Entries.filter(({ ErrorCode }) => ErrorCode !== undefined).length;
    return { $metadata: metadata(), FailedEntryCount, Entries };
  }

  #put(entry: PutEventsRequestEntry): PutEventsResultEntry {
    takesOnly('PutEvents', entry, entryParameters);
    const failure = problemOf(entry) ?? this.refuse(entry);
    if (failure) return failure;
    const id = `event-${++this.#accepted}`;
    const bus = this.#find(entry.EventBusName ?? 'default');
    if (bus !== undefined) this.events.push(eventOf(entry, bus, id));
    return { EventId: id };
  }

  #find(nameOrArn: string): string | undefined {
    return [...this.buses].find((name) => name === nameOrArn || this.#prefix + name === nameOrArn);
  }
}

/** What refuses the call whole. */
function refuseBatch(entries: readonly PutEventsRequestEntry[]): void {
  const refused = (message: string) =>
    new EventBridgeServiceException({
      ...{ name: 'ValidationException', $fault: 'client', $metadata: metadata(400), message },
    });
  if (entries.length === 0 || entries.length > mostEntries) {
    throw refused(`1 validation error detected: Value at 'entries': 1 to ${mostEntries} are allowed`);
  }
  const wrong = entries.findIndex(({ EventBusName: bus }) => bus !== undefined && !busName.test(bus));
  if (wrong >= 0) throw refused(`1 validation error detected: Value at 'entries.${wrong + 1}.member.eventBusName'`);
  if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > mostBytes) {
    throw refused('Total size of the entries in the request is over the limit.');
  }
}

const busName = /^(?:arn:aws[\w-]*:events:[a-z]+-[a-z]+-[\w-]+:\d{12}:event-bus\/)?[/.\-\w]{1,256}$/u;

function bytesOf({ Time, Source, DetailType, Detail, Resources = [] }: PutEventsRequestEntry): number {
  const texts = [Source, DetailType, Detail, ...Resources];
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), Time ? 14 : 0);
}

/** What fails an event alone. */
function problemOf(entry: PutEventsRequestEntry): Failure | undefined {
  const missing = (['Source', 'DetailType', 'Detail'] as const).find((name) => !entry[name]);
  if (missing) return invalid(missing, `${missing} is a required argument.`);
  if (entry.Source?.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  if ((entry.DetailType?.length ?? 0) > 128) return invalid('DetailType', 'DetailType is too long.');
  if (detailOf(entry)) return undefined;
  return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

const invalid = (name: string, reason: string): Failure => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

function detailOf({ Detail: json = '' }: PutEventsRequestEntry): Record<string, unknown> | undefined {
  try {
    const detail: unknown = JSON.parse(json);
    return typeof detail === 'object' && detail !== null && !Array.isArray(detail) ? { ...detail } : undefined;
  } catch {
    return undefined;
  }
}

function eventOf(entry: PutEventsRequestEntry, bus: string, id: string): BusEvent {
  const { Time: time, Source: source = '', DetailType: detailType = '', Resources: resources = [] } = entry;
  if (!time) throw new NotSimulatedError('an event without a time: there is no clock here to give it one');
  return {
    bus,
    id,
    source,
    detailType,
    time: time.toISOString(),
    resources: [...resources],
    detail: detailOf(entry) ?? {},
  };
}
