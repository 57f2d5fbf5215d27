import type { BusEvent } from './types.ts';

type Given<T> = T | null | undefined;

/** One event of a PutEvents request, on the wire. */
export interface PutEntry {
  /** Seconds; ISO text from some. */
  readonly Time?: Given<number | string>;
  readonly Source?: Given<string>;
  readonly Resources?: Given<readonly string[]>;
  readonly DetailType?: Given<string>;
  readonly Detail?: Given<string>;
  readonly EventBusName?: Given<string>;
}

/** Of all entries of one call together. */
export const maxBytes = 256 * 1024;

/** As EventBridge documents it: 14 bytes for a time, and the UTF-8 of source, detail type, detail and resources. */
export function entrySize({ Time, Source, DetailType, Detail, Resources }: PutEntry): number {
  const texts = [Source, DetailType, Detail, ...(Resources ?? [])];
  const time = Time === undefined || Time === null ? 0 : 14;
  return texts.reduce<number>((sum, text) => sum + Buffer.byteLength(text ?? ''), time);
}

export interface EntryProblem {
  readonly ErrorCode: string;
  readonly ErrorMessage: string;
}

/** Why EventBridge would refuse this event, alone, in its words. */
export function entryProblem(entry: PutEntry): EntryProblem | undefined {
  for (const name of ['Source', 'DetailType', 'Detail'] as const) {
    if (!entry[name]) return invalid(name, `${name} is a required argument.`);
  }
  if (entry.Source?.startsWith('aws.')) {
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  }
  // The service takes a longer one, and then drops the event.
  if ((entry.DetailType ?? '').length > 128) return invalid('DetailType', 'DetailType is too long.');
  return objectOf(entry.Detail ?? '')
    ? undefined
    : { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
}

export function readEvent(entry: PutEntry, bus: string, id: string): BusEvent {
  const { Time: time } = entry;
  const at = typeof time === 'number' ? new Date(time * 1000) : new Date(time ?? Date.now());
  return {
    bus,
    id,
    source: entry.Source ?? '',
    detailType: entry.DetailType ?? '',
    time: at.toISOString(),
    resources: entry.Resources ?? [],
    detail: objectOf(entry.Detail ?? '') ?? {},
  };
}

const invalid = (name: string, reason: string): EntryProblem => ({
  ErrorCode: 'InvalidArgument',
  ErrorMessage: `Parameter ${name} is not valid. Reason: ${reason}`,
});

function objectOf(json: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}
