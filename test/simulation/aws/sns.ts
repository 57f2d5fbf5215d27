import {
  BatchEntryIdsNotDistinctException,
  BatchRequestTooLongException,
  EmptyBatchRequestException,
  InvalidBatchEntryIdException,
  NotFoundException,
  TooManyEntriesInBatchRequestException,
  type BatchResultErrorEntry,
  type MessageAttributeValue,
  type PublishBatchCommandInput,
  type PublishBatchRequestEntry,
  type PublishBatchResultEntry,
} from '@aws-sdk/client-sns';
import type { PublishedMessage } from '../../../local/aws/index.ts';
import { metadata, NotSimulatedError, takesOnly, type SimulatedService } from './service.ts';

type Failure = Omit<BatchResultErrorEntry, 'Id'> & { readonly Code: string; readonly SenderFault: boolean };

const mostEntries = 10;
const mostBytes = 256 * 1024;
const mostAttributes = 10;

/** Standard topics, and PublishBatch, which is all that the channel calls. */
export class Sns implements SimulatedService {
  /** What was accepted, in order. */
  readonly published: PublishedMessage[] = [];
  /** Fails single messages of a call that succeeds, as SNS does when it has trouble of its own. */
  refuse: (entry: PublishBatchRequestEntry) => Failure | undefined = () => undefined;
  readonly #topics: ReadonlySet<string>;

  /** @param topics ARNs */
  constructor(topics: Iterable<string>) {
    this.#topics = new Set(topics);
  }

  execute(operation: string, input: object): object {
    if (operation === 'PublishBatch') return this.#publishBatch(input as PublishBatchCommandInput);
    throw new NotSimulatedError(`${operation} of SNS, which the channel does not use`);
  }

  #publishBatch(input: PublishBatchCommandInput) {
    takesOnly('PublishBatch', input, ['TopicArn', 'PublishBatchRequestEntries']);
    const { TopicArn: topicArn = '', PublishBatchRequestEntries: entries = [] } = input;
    if (!this.#topics.has(topicArn)) {
      throw new NotFoundException({ $metadata: metadata(404), message: 'Topic does not exist' });
    }
    refuseBatch(entries);
    const Successful: PublishBatchResultEntry[] = [];
    const Failed: BatchResultErrorEntry[] = [];
    for (const entry of entries) {
      takesOnly('PublishBatch', entry, ['Id', 'Subject', 'Message', 'MessageAttributes']);
      const failure = problemOf(entry) ?? this.refuse(entry);
      if (failure) {
        Failed.push({ Id: entry.Id, ...failure });
      } else {
        this.published.push(messageOf(topicArn, entry));
        Successful.push({ Id: entry.Id, MessageId: `message-${this.published.length}` });
      }
    }
    return { $metadata: metadata(), Successful, Failed };
  }
}

/** What refuses the batch whole. */
function refuseBatch(entries: readonly PublishBatchRequestEntry[]): void {
  const as = (message: string) => ({ $metadata: metadata(400), message });
  if (entries.length === 0) {
    throw new EmptyBatchRequestException(as("The batch request doesn't contain any entries."));
  }
  if (entries.length > mostEntries) {
    throw new TooManyEntriesInBatchRequestException(as('The batch request contains more entries than permissible.'));
  }
  if (entries.some(({ Id }) => !/^[\w-]{1,80}$/u.test(Id ?? ''))) {
    throw new InvalidBatchEntryIdException(
      as('A batch entry id can only contain alphanumeric characters, hyphens and underscores.'),
    );
  }
  if (new Set(entries.map(({ Id }) => Id)).size < entries.length) {
    throw new BatchEntryIdsNotDistinctException(as('Two or more batch entries in the request have the same Id.'));
  }
  if (entries.reduce((sum, entry) => sum + bytesOf(entry), 0) > mostBytes) {
    throw new BatchRequestTooLongException(as('The length of all the messages put together is more than the limit.'));
  }
}

const attributesOf = ({ MessageAttributes: given }: PublishBatchRequestEntry) => Object.entries(given ?? {});

function bytesOf(entry: PublishBatchRequestEntry): number {
  const attributes = attributesOf(entry).flatMap(([name, { DataType, StringValue }]) => [name, DataType, StringValue]);
  return [entry.Message, ...attributes].reduce((sum, text) => sum + Buffer.byteLength(text ?? ''), 0);
}

/** What fails a message alone. */
function problemOf(entry: PublishBatchRequestEntry): Failure | undefined {
  const { Message: message, Subject: subject } = entry;
  if (!message) return invalid('Empty message');
  // Printable ASCII, fewer than 100 characters, and not a blank first.
  if (subject !== undefined && (subject.startsWith(' ') || !/^[ -~]{1,99}$/u.test(subject))) return invalid('Subject');
  const attributes = attributesOf(entry);
  if (attributes.length > mostAttributes) {
    return invalid('MessageAttributes Reason: number of attributes exceeds 10');
  }
  const isEmpty = attributes.some(([name, { StringValue: value }]) => name === '' || !value);
  return isEmpty ? invalid('MessageAttributes Reason: a name and a value must be given') : undefined;
}

const invalid = (why: string): Failure => ({
  Code: 'InvalidParameter',
  Message: `Invalid parameter: ${why}`,
  SenderFault: true,
});

function messageOf(topicArn: string, entry: PublishBatchRequestEntry): PublishedMessage {
  const { Subject: subject, Message: message = '' } = entry;
  const attributes = attributesOf(entry).map(([name, value]) => [name, valueOf(value)] as const);
  return {
    topicArn,
    ...(subject !== undefined && { subject }),
    message,
    attributes: Object.fromEntries(attributes),
  };
}

function valueOf({ DataType: type, StringValue: value = '' }: MessageAttributeValue): string | string[] {
  if (type === 'String') return value;
  if (type === 'String.Array') return JSON.parse(value) as string[];
  throw new NotSimulatedError(`an attribute of type ${type ?? 'none'}; what is simulated: String, String.Array`);
}
