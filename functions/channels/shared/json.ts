import * as z from 'zod/mini';
import { changeSchema, type Notification } from '../../domain/change.ts';
import type { MessageContext, SendOptions } from '../../domain/channel.ts';
import { barest } from '../sns/plain.ts';
import { byteLength, cut, unsafe } from './clean.ts';
import { linkTo } from './link.ts';

/** What a topic of format `json` and an event on a bus carry; published for subscribers as notification.schema.json. */
export const messageSchema = z
  .object({
    format: z.literal(1).check(z.describe('Raised when a field changes its meaning; not by new optional fields')),
    id: z.string().check(z.describe('The same however often this notification is delivered: deduplicate by it')),
    destination: z.string().check(z.describe('Name of the destination in the config')),
    account: z.string().check(z.describe('AWS account whose registry was watched')),
    region: z.string().check(z.describe('AWS region of that registry')),
    link: z.optional(
      z
        .string()
        .check(
          z.describe(
            'Where to look at the model version; absent if it is removed, if there is none, or if not configured',
          ),
        ),
    ),
    change: changeSchema.check(z.describe('What changed; a text that ends in "..." may have been cut for its length')),
  })
  .check(z.describe('One change in the SageMaker Model Registry'));

export type Message = z.infer<typeof messageSchema>;

/**
 * The body of one change, for a program: one line of JSON. `plain` leaves out what the schema does not demand, so that a
 * subscriber can parse that too.
 */
export function jsonBody(notification: Notification, context: MessageContext, style: SendOptions['style']): string {
  const { account, region } = context;
  const link = style === 'rich' ? linkTo(notification.change, context) : undefined;
  const message: Message = {
    format: 1,
    id: notification.id,
    destination: notification.destination,
    account,
    region,
    ...(link === undefined ? {} : { link }),
    change: style === 'rich' ? notification.change : barest(notification.change),
  };
  return encode(message, (_key, value: unknown) => (typeof value === 'string' ? shorten(value) : value));
}

const longest = { characters: 4096, bytes: 12 * 1024 };
/** A character takes 12 bytes at most, so this many fit into `longest.bytes`; and SageMaker takes no longer description. */
const alwaysFits = 1024;

/** A message has a dozen texts: together they stay far below what SNS takes, whatever SageMaker may allow one day. */
function shorten(text: string): string {
  const short = cut(text.toWellFormed(), longest.characters);
  return byteLength(encode(short)) <= longest.bytes ? short : cut(short, alwaysFits);
}

function encode(value: unknown, replacer?: (key: string, value: unknown) => unknown): string {
  return escapeUnsafe(JSON.stringify(value, replacer));
}

/**
 * JSON keeps every character, but those that a transport may refuse or a terminal obey are written as escapes; not the line breaks
 * between its values.
 */
export function escapeUnsafe(json: string): string {
  return json.replace(unsafe, (character) =>
    character === '\n'
      ? character
      : Array.from({ length: character.length }, (_, unit) => escape(character.charCodeAt(unit))).join(''),
  );
}

function escape(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, '0')}`;
}
