import type { Change } from '../../domain/change.ts';
import { oneLine } from './clean.ts';

/** `Fri, 20 Nov 2026 14:03:22 UTC` */
export function when(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime()) ? oneLine(at) : time.toUTCString().replace('GMT', 'UTC');
}

/** `20 Nov 2026 14:03 UTC` */
export function toTheMinute(at: string): string {
  return when(at).replace(/^\w{3}, |:\d\d(?= UTC)/gu, '');
}

/** What the time of a change is: SageMaker does not say when it removed something. */
export function timeLabel({ kind }: Change): 'When' | 'Noticed' | 'Since' | 'Recovered' {
  switch (kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'image-created':
    case 'image-failed':
      return 'When';
    case 'removed':
    case 'group-removed':
    case 'image-removed':
      return 'Noticed';
    case 'watch-failed':
      return 'Since';
    case 'watch-recovered':
      return 'Recovered';
  }
}
