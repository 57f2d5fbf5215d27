import type { MessageAttributeValue } from '@aws-sdk/client-sns';
import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { byteLength, cut, oneLine } from '../shared/clean.ts';
import { namesOf } from '../shared/subject.ts';

export type Attributes = Readonly<Record<string, MessageAttributeValue>>;

export const longestValue = 256;

/**
 * What filter policies match on, the same in every format: `id`, `kind`, what it is about (`group`, `image` or `name`), `status`,
 * `account`, `region`. All are of type String, but in a digest `id` and `status`, and what it is about if that is several, are
 * String.Array: a policy matches if any of the values does.
 */
export function attributes(
  notifications: readonly [Notification, ...Notification[]],
  { account, region }: MessageContext,
): Attributes {
  const [{ change }] = notifications;
  const ids = distinct(notifications.map(({ id }) => value(id)));
  const statuses = distinct(notifications.flatMap((each) => statusOf(each.change) ?? []));
  const listed = notifications.length > 1 ? array : single;
  return {
    id: listed(ids),
    kind: single([change.kind]),
    ...subjects(notifications),
    ...(statuses.length === 0 ? {} : { status: listed(statuses) }),
    account: single([value(account)]),
    region: single([value(region)]),
  };
}

function subjects(notifications: readonly Notification[]): Attributes {
  const named = notifications.map(({ change }) => namesOf(change));
  return Object.fromEntries(
    (['group', 'image', 'name'] as const).flatMap((key) => {
      const values = distinct(named.flatMap((names) => names[key] ?? []).map(value));
      return values.length === 0 ? [] : [[key, values.length === 1 ? single(values) : array(values)]];
    }),
  );
}

/**
 * The status that the change is about, if it is about one: `to`, or for a removal `from`. Otherwise the approval status of the
 * model package, or its package status if it has none. So a version that failed is `Failed` although it may formally wait for approval.
 */
export function statusOf(change: Change): string | undefined {
  switch (change.kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'reminder':
    case 'image-created':
    case 'image-failed':
      return change.to;
    case 'removed':
    case 'image-removed':
      return change.from;
    case 'lifecycle':
    case 'description':
      return change.approvalStatus ?? change.status;
    case 'group-removed':
    case 'watch-failed':
    case 'watch-recovered':
    case 'test':
      return undefined;
  }
}

/** SNS counts names, types and values of attributes against the size of a message. */
export function attributeBytes(all: Attributes): number {
  return Object.entries(all)
    .map(([name, { DataType, StringValue }]) => byteLength(name + (DataType ?? '') + (StringValue ?? '')))
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** SNS refuses an empty value. */
function value(text: string): string {
  return cut(oneLine(text), longestValue) || '-';
}

function single([first]: readonly string[]): MessageAttributeValue {
  return { DataType: 'String', StringValue: first };
}

function array(values: readonly string[]): MessageAttributeValue {
  return { DataType: 'String.Array', StringValue: JSON.stringify(values) };
}

function distinct(values: readonly string[]): readonly string[] {
  return [...new Set(values)];
}
