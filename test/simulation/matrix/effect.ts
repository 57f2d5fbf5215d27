import type { Site } from '../engine/fault.ts';

/** What a call touches that other calls may touch: nothing, if whatever it is about does not change. */
export interface Effect {
  readonly of: string;
  readonly isWhole: boolean;
  readonly writes: boolean;
}

interface Input {
  readonly Key?: Stored;
  readonly Item?: Stored;
  readonly ExpressionAttributeValues?: Readonly<Record<string, { readonly S?: string }>>;
  readonly TopicArn?: string;
}

type Stored = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

/** Of a registry that nobody changes meanwhile: listings and describes touch nothing. */
export function effectOf({ service, operation, input = {} }: Site): Effect | undefined {
  const { Key, Item, ExpressionAttributeValues: values, TopicArn = '' } = input as Input;
  switch (service) {
    case 'dynamodb': {
      const key = Key ?? Item;
      const writes = operation !== 'GetItem' && operation !== 'Query';
      if (key) return { of: `${key.pk.S} ${key.sk.S}`, isWhole: false, writes };
      return { of: `${values?.[':pk']?.S ?? ''} `, isWhole: true, writes };
    }
    case 'sns':
    case 'eventbridge':
    case 'slack':
      return { of: `${service} ${TopicArn}`, isWhole: false, writes: true };
    default:
      return undefined;
  }
}

/** Whether it matters which of them is first. */
export function conflict(one: Effect | undefined, other: Effect | undefined): boolean {
  if (!one || !other || !(one.writes || other.writes)) return false;
  if (one.isWhole) return other.of.startsWith(one.of);
  return other.isWhole ? one.of.startsWith(other.of) : one.of === other.of;
}
