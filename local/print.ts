import * as z from 'zod/mini';
import { escapeUnsafe } from '../functions/channels/shared/json.ts';
import { shortName } from '../functions/channels/shared/subject.ts';
import type { Change } from '../functions/domain/change.ts';
import type { Destination } from '../functions/runtime/config/destination.ts';
import type { Delivery } from './audience.ts';
import type { Colors, Output } from './output.ts';

/**
 * As a person likes to read it: what is for people as it would arrive, one line of what is for programs; and one line of what
 * comes to a chat whose messages have been `seen`.
 */
export function printed(
  delivery: Delivery,
  { sns, slack, eventbridge }: Destination,
  { colors, width }: Output,
  { seen = false }: { readonly seen?: boolean } = {},
): string {
  if (slack) {
    if (seen) return inShort(delivery, colors);
    const channel = 'channel' in slack ? slack.channel : 'webhook';
    return letter({ ...delivery, subject: 'Slack' }, channel, colors, Math.min(width, 100));
  }
  if (eventbridge) return brief(delivery, `JSON on ${eventbridge.bus}`, colors);
  if (sns.format === 'json') return brief(delivery, 'JSON', colors);
  const address = sns.topic ?? sns.email.join(', ');
  const said = sns.format === 'chatbot' ? inChat(delivery) : delivery;
  if (sns.format === 'chatbot' && seen) return inShort(said, colors);
  return letter(said, address, colors, Math.min(width, 100));
}

/** What Amazon Q Developer would show of it. */
function inChat(delivery: Delivery): Delivery {
  const { content } = z.parse(chatbotMessage, JSON.parse(delivery.body));
  const { title = '', description, nextSteps = [] } = content;
  return { ...delivery, subject: title, body: [description, ...nextSteps].join('\n') };
}

const chatbotMessage = z.object({
  content: z.object({
    title: z.optional(z.string()),
    description: z.string(),
    nextSteps: z.optional(z.array(z.string())),
  }),
});

function letter(
  { notifications: [{ destination, change }], subject = '', body }: Delivery,
  to: string,
  colors: Colors,
  width: number,
): string {
  const tint = tintOf(change, colors);
  const address = `${destination}${to && ` (${to})`}`;
  const room = Math.max(2, width - address.length - subject.length - 6);
  return [
    '',
    `${tint('╭─')} ${address}: ${colors.bold(tint(subject))} ${tint('─'.repeat(room))}`,
    ...body.split('\n').map((text) => `${tint('│')} ${isFinePrint(text) ? colors.dim(text) : text}`.trimEnd()),
    tint(`╰${'─'.repeat(width - 1)}`),
  ].join('\n');
}

/** Its headline, and what a digest is about. */
function inShort({ notifications, subject, body, inThread }: Delivery, colors: Colors): string {
  const [{ destination, change }] = notifications;
  const [headline = ''] = (subject ?? body).split('\n');
  const subjects = notifications.length > 1 ? ` (${notifications.map((one) => shortName(one.change)).join(', ')})` : '';
  return `  ${destination}: ${tintOf(change, colors)(headline)}${colors.dim(inThread ? ' (in its thread)' : subjects)}`;
}

/** A program reads it, so a person needs only to see that it went out. `--json` shows it whole. */
function brief({ notifications: [{ id, destination, change }], body }: Delivery, as: string, { dim }: Colors): string {
  return dim(
    `  ${destination}: ${change.kind} ${shortName(change)} (${Buffer.byteLength(body)} bytes of ${as}, id ${id.slice(0, 12)}…)`,
  );
}

/** What a message for people ends with: where it comes from, and its id. */
const isFinePrint = (line: string): boolean =>
  /^(- Account|Account|ARN|Ids?): |^(Group|Image): {4}\S+$|^ {10}\S+ \(.+\)$/.test(line);

function tintOf(change: Change, colors: Colors): (text: string) => string {
  switch (change.kind) {
    case 'registered':
      return colors.cyan;
    case 'approval':
      return change.to === 'Approved' ? colors.green : change.to === 'Rejected' ? colors.red : colors.cyan;
    case 'reminder':
      return colors.magenta;
    case 'failed':
    case 'image-failed':
    case 'watch-failed':
      return colors.red;
    case 'image-created':
    case 'watch-recovered':
      return colors.green;
    case 'removed':
    case 'group-removed':
    case 'image-removed':
      return colors.yellow;
    case 'lifecycle':
    case 'description':
    case 'test':
      return colors.blue;
  }
}

/** One line per notification, for a program. The notifications of a digest share its message. */
export function jsonLines({ notifications, subject, body }: Delivery, { sns, slack }: Destination): string {
  const message: unknown = slack ? { text: body } : sns?.format === 'text' ? { subject, body } : JSON.parse(body);
  return notifications
    .map(({ id, destination, change }) => escapeUnsafe(JSON.stringify({ id, destination, change, message })))
    .join('\n');
}
