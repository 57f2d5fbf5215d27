import type { Change, Notification } from '../../domain/change.ts';
import { ascii, cut } from '../shared/clean.ts';

/** The least that can be said: one line of ASCII that names what changed, the ARN and the id. No subject goes with it. */
export function plainBody({ id, change }: Notification): string {
  const to = 'to' in change && change.to !== undefined ? ` ${change.to}` : '';
  return ascii(`SageMaker: ${change.kind}${shorten(to, 160)}, ${shorten(change.arn, 2048)}, id ${shorten(id, 256)}`);
}

/** A change without the text that anyone may have written, and all else that the schema can do without. */
export function barest(change: Change): Change {
  switch (change.kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'removed':
    case 'reminder':
      return {
        ...change,
        description: undefined,
        reason: undefined,
        approvalDescription: undefined,
        by: undefined,
        editedBy: undefined,
        lifeCycle: undefined,
        registrationType: undefined,
      };
    case 'image-failed':
      return { ...change, reason: undefined };
    case 'watch-failed':
      return { ...change, permission: undefined, role: undefined, reason: '' };
    case 'group-removed':
    case 'image-created':
    case 'image-removed':
    case 'watch-recovered':
      return change;
    case 'test':
      return { ...change, by: undefined };
  }
}

function shorten(text: string, max: number): string {
  return cut(text.slice(0, max * 4), max);
}
