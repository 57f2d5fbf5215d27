import type { PublishedMessage } from './types.ts';

const maxBytes = 262_144;

/** One message of a Publish (`id` empty) or PublishBatch request. */
export interface PublishEntry {
  readonly id: string;
  /** What its members' names begin with in the form. */
  readonly prefix: string;
  /** With its attributes, in bytes, as SNS counts them. */
  readonly size: number;
  readonly structure?: string;
  readonly published: PublishedMessage;
}

/** The messages of a query-protocol request, in the request's order. */
export function publishedMessages(form: URLSearchParams, topicArn: string): PublishEntry[] {
  const prefixes = indexes(form, 'PublishBatchRequestEntries.member.');
  return (prefixes.length === 0 && form.has('Message') ? [''] : prefixes).map((prefix) =>
    entry(form, prefix, topicArn),
  );
}

function entry(form: URLSearchParams, prefix: string, topicArn: string): PublishEntry {
  const message = form.get(`${prefix}Message`) ?? '';
  const subject = form.get(`${prefix}Subject`);
  const structure = form.get(`${prefix}MessageStructure`);
  let size = Buffer.byteLength(message);
  const attributes: Record<string, string | string[]> = {};
  for (const at of indexes(form, `${prefix}MessageAttributes.entry.`)) {
    const name = form.get(`${at}Name`) ?? '';
    const type = form.get(`${at}Value.DataType`) ?? '';
    const value = form.get(`${at}Value.StringValue`) ?? form.get(`${at}Value.BinaryValue`) ?? '';
    attributes[name] = type === 'String.Array' ? stringArray(value) : value;
    size += Buffer.byteLength(name) + Buffer.byteLength(type) + Buffer.byteLength(value);
  }
  return {
    id: form.get(`${prefix}Id`) ?? '',
    prefix,
    size,
    ...(structure === null ? {} : { structure }),
    published: { topicArn, ...(subject === null ? {} : { subject }), message, attributes },
  };
}

/** The prefixes `<list>1.`, `<list>2.`, ... that the form has, in numeric order. */
function indexes(form: URLSearchParams, list: string): string[] {
  const found = new Set<number>();
  for (const key of form.keys()) {
    if (key.startsWith(list)) found.add(Number.parseInt(key.slice(list.length), 10));
  }
  return [...found].sort((a, b) => a - b).map((index) => `${list}${index}.`);
}

function stringArray(value: string): string | string[] {
  try {
    const items: unknown = JSON.parse(value);
    if (Array.isArray(items)) return items.map(String);
  } catch {
    // SNS takes such a value and matches no filter policy with it.
  }
  return value;
}

/** Why SNS would refuse this message, in its words; `undefined` when it would not. The emulator checks only the size. */
export function publishProblem({
  published: { message, subject, attributes },
  size,
  structure,
}: PublishEntry): string | undefined {
  if (message === '') return 'Empty message';
  if (size > maxBytes) return 'Message too long';
  if (subject !== undefined && !/^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(subject)) return 'Subject';
  if (Object.keys(attributes).length > 10) return 'MessageAttributes Reason: number of attributes exceeds 10';
  if (Object.entries(attributes).some(([name, value]) => name === '' || value === '')) {
    return 'MessageAttributes Reason: a name and a value must be given';
  }
  if (structure === 'json' && !hasDefault(message)) return 'Message Structure - No default entry in JSON message body';
  return undefined;
}

function hasDefault(message: string): boolean {
  try {
    const body: unknown = JSON.parse(message);
    return typeof body === 'object' && body !== null && 'default' in body && typeof body.default === 'string';
  } catch {
    return false;
  }
}
