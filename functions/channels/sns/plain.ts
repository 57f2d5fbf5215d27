import type { Change, Notification } from '../../domain/change.ts';
import { ascii, cut } from '../shared/clean.ts';

/** The least that can be said: one line of ASCII that names what changed, the ARN and the id. No subject goes with it. */
export function plainBody({ id, change }: Notification): string {
  const to = 'to' in change && change.to !== undefined ? ` ${change.to}` : '';
  return ascii(`SageMaker: ${change.kind}${shorten(to, 160)}, ${shorten(change.arn, 2048)}, id ${shorten(id, 256)}`);
}

/** A change without the text that anyone may have written, and all else that the schema can do without. */
export function barest(change: Change): Change {
  if (change.kind === 'group-removed') return change;
  return { ...change, description: undefined, reason: undefined, lifeCycle: undefined, registrationType: undefined };
}

function shorten(text: string, max: number): string {
  return cut(text.slice(0, max * 4), max);
}
