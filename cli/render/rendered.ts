import { event } from '../../functions/channels/eventbridge/event.ts';
import { card } from '../../functions/channels/slack/card.ts';
import { message } from '../../functions/channels/sns/compose.ts';
import type { Notification } from '../../functions/domain/change.ts';
import type { MessageContext } from '../../functions/domain/channel.ts';
import type { Destination } from '../../functions/runtime/config/destination.ts';
import type { Output } from '../../local/output.ts';
import { printed } from '../../local/print.ts';
import { messageText } from '../../local/slack/terminal.ts';
import { pretty } from '../json.ts';

/** One notification as it would arrive: for people, what they would see; for programs, the JSON, with line breaks. */
export function rendered(
  notification: Notification,
  settings: Destination,
  context: MessageContext,
  output: Output,
): string {
  const { sns, slack, eventbridge } = settings;
  const notifications = [notification] as const;
  if (slack) {
    const { text, blocks = [] } = card(notification, context);
    return printed({ notifications, body: messageText({ text, blocks, markup: true }) }, settings, output);
  }
  if (eventbridge) {
    const { entry } = event(notification, context, 'rich');
    return titled(notification, `event on ${eventbridge.bus}`, { ...entry, Detail: parsed(entry.Detail) }, output);
  }
  const { subject, body } = message(notifications, { format: sns.format, context }, 'rich');
  if (sns.format === 'json') return titled(notification, 'JSON', parsed(body), output);
  return printed({ notifications, body, ...(subject !== undefined && { subject }) }, settings, output);
}

function titled({ destination, change }: Notification, what: string, content: unknown, { colors }: Output): string {
  return `\n${colors.bold(`${destination}: ${change.kind}, ${what}`)}\n${pretty(content)}`;
}

const parsed = (json = 'null'): unknown => JSON.parse(json);
