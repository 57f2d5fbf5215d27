import type { Change } from '../functions/domain/change.ts';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { Delivery } from './audience.ts';
import type { Colors, Output } from './output.ts';

type Destination = Config['destinations'][string];

/** As a person likes to read it: a text message as it would arrive, one line of a json message. */
export function printed(delivery: Delivery, { sns }: Destination, { colors, width }: Output): string {
  return sns.format === 'json' ? brief(delivery, colors) : letter(delivery, sns, colors, Math.min(width, 100));
}

function letter(
  { notifications: [{ destination, change }], subject = '', body }: Delivery,
  sns: Destination['sns'],
  colors: Colors,
  width: number,
): string {
  const tint = tintOf(change, colors);
  const to = sns.topic ?? sns.email.join(', ');
  const address = `${destination}${to && ` (${to})`}`;
  const room = Math.max(2, width - address.length - subject.length - 6);
  return [
    '',
    `${tint('╭─')} ${address}: ${colors.bold(tint(subject))} ${tint('─'.repeat(room))}`,
    ...body.split('\n').map((text) => `${tint('│')} ${isFinePrint(text) ? colors.dim(text) : text}`.trimEnd()),
    tint(`╰${'─'.repeat(width - 1)}`),
  ].join('\n');
}

/** A program reads it, so a person needs only to see that it went out. `--json` shows it whole. */
function brief({ notifications: [{ id, destination, change }], body }: Delivery, { dim }: Colors): string {
  const subject = change.kind === 'group-removed' ? change.group : `${change.group} v${change.version}`;
  return dim(
    `  ${destination}: ${change.kind} ${subject} (${Buffer.byteLength(body)} bytes of JSON, id ${id.slice(0, 12)}…)`,
  );
}

/** What a text message ends with: where it comes from, and its id. */
const isFinePrint = (line: string): boolean => /^(Account|ARN|Ids?|Group): |^ {10}\S+ \(v\d+\)$/.test(line);

function tintOf(change: Change, colors: Colors): (text: string) => string {
  switch (change.kind) {
    case 'registered':
      return colors.cyan;
    case 'approval':
      return change.to === 'Approved' ? colors.green : change.to === 'Rejected' ? colors.red : colors.cyan;
    case 'failed':
      return colors.red;
    case 'removed':
    case 'group-removed':
      return colors.yellow;
    case 'lifecycle':
    case 'description':
      return colors.blue;
  }
}

/** One line per notification, for a program. The notifications of a digest share its message. */
export function jsonLines({ notifications, subject, body }: Delivery, { sns }: Destination): string {
  const message: unknown = sns.format === 'json' ? JSON.parse(body) : { subject, body };
  return notifications
    .map(({ id, destination, change }) => JSON.stringify({ id, destination, change, message }))
    .join('\n');
}
