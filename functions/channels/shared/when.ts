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
