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

/** `2 h 17 min`, to the minute, or to the hour if it took days. Nothing if it is none. */
export function duration(from: string, to: string): string | undefined {
  const minutes = Math.round((Date.parse(to) - Date.parse(from)) / 60_000);
  if (!(minutes > 0)) return undefined;
  const hours = Math.floor(minutes / 60);
  const parts: readonly (readonly [number, string])[] =
    hours < 24
      ? [
          [hours, 'h'],
          [minutes % 60, 'min'],
        ]
      : [
          [Math.floor(hours / 24), 'd'],
          [hours % 24, 'h'],
        ];
  return parts.flatMap(([number, unit]) => (number > 0 ? `${number} ${unit}` : [])).join(' ');
}

/** `45 minutes`, `31 hours`, `5 days`: how long something has lasted, as one would say it. */
export function lasted(from: string, to: string): string {
  const minutes = Math.max(0, Math.floor((Date.parse(to) - Date.parse(from)) / 60_000)) || 0;
  const [number, unit] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 48 * 60
        ? [Math.floor(minutes / 60), 'hour']
        : [Math.floor(minutes / 1440), 'day'];
  return `${number} ${unit}${number === 1 ? '' : 's'}`;
}

/** What the time of a change is: SageMaker does not say when it removed something. */
export function timeLabel({ kind }: Change): 'When' | 'Noticed' | 'Reminder' | 'Since' | 'Recovered' {
  switch (kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'image-created':
    case 'image-failed':
    case 'test':
      return 'When';
    case 'reminder':
      return 'Reminder';
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
