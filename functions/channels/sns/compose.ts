import type { Notification } from '../../domain/change.ts';
import type { MessageContext, SendOptions } from '../../domain/channel.ts';
import { attributeBytes, attributes, type Attributes } from './attributes.ts';
import { chatbotBody, chatbotDigestBody, chatbotPlainBody, mostChangesInChat } from './chatbot.ts';
import { byteLength } from '../shared/clean.ts';
import { digestHeadline, digestKey } from '../shared/digest-wording.ts';
import { digestBody, mostChanges } from './digest.ts';
import { jsonBody } from '../shared/json.ts';
import type { Several } from '../shared/requests.ts';
import { plainBody } from './plain.ts';
import { toSubject } from './subject.ts';
import { body } from './text.ts';
import { headline } from '../shared/wording.ts';

export interface Format {
  readonly format: 'text' | 'json' | 'chatbot';
  readonly context: MessageContext;
  /** What messages call this destination. @default the notification's own */
  readonly destination?: string;
}

/** One message of a topic: one notification, or a digest of several. */
export interface Message {
  readonly notifications: Several;
  readonly subject?: string;
  readonly body: string;
  readonly attributes: Attributes;
  /** As SNS counts: UTF-8, attributes included. */
  readonly bytes: number;
}

/**
 * What is to be said, message by message, in the order of the first notification of each. Said richly to people, several
 * notifications of one group (image, ...) and kind are one digest, so that a filter policy sees one group and one kind. Of these
 * notifications no two may be of one subject.
 */
export function compose(
  notifications: readonly Notification[],
  format: Format,
  style: SendOptions['style'],
): readonly Message[] {
  const most = style === 'rich' ? digestOf[format.format] : 1;
  const all = most > 1 ? groups(notifications, most) : notifications.map(alone);
  return all.map((group) => message(group, format, style));
}

/** How many changes one message may hold. */
const digestOf: Record<Format['format'], number> = { text: mostChanges, chatbot: mostChangesInChat, json: 1 };

export function message(group: Several, format: Format, style: SendOptions['style']): Message {
  const said = group.length > 1 ? digest(group, format) : single(group[0], format, style);
  const attached = attributes(group, format.context);
  const bytes = byteLength(said.body) + byteLength(said.subject ?? '') + attributeBytes(attached);
  return { notifications: group, ...said, attributes: attached, bytes };
}

function alone(notification: Notification): Several {
  return [notification];
}

function single(
  notification: Notification,
  { format, context, destination = notification.destination }: Format,
  style: SendOptions['style'],
): Pick<Message, 'subject' | 'body'> {
  if (format === 'json') return { body: jsonBody({ ...notification, destination }, context, style) };
  if (format === 'chatbot') {
    return { body: style === 'plain' ? chatbotPlainBody(notification) : chatbotBody(notification, context) };
  }
  if (style === 'plain') return { body: plainBody(notification) };
  return { subject: toSubject(headline(notification.change)), body: body(notification, context) };
}

function digest(group: Several, { format, context }: Format): Pick<Message, 'subject' | 'body'> {
  if (format === 'chatbot') return { body: chatbotDigestBody(group, context) };
  return {
    subject: toSubject(digestHeadline(group.map(({ change }) => change))),
    body: digestBody(group, context),
  };
}

function groups(notifications: readonly Notification[], most: number): readonly Several[] {
  const all: [Notification, ...Notification[]][] = [];
  const open = new Map<string, [Notification, ...Notification[]]>();
  for (const notification of notifications) {
    const key = digestKey(notification.change);
    const group = key === undefined ? undefined : open.get(key);
    if (group !== undefined && group.length < most) {
      group.push(notification);
      continue;
    }
    const started: [Notification, ...Notification[]] = [notification];
    all.push(started);
    if (key !== undefined) open.set(key, started);
  }
  return all;
}
