import type { Change } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { oneLine } from './clean.ts';
import { subjectOf } from './subject.ts';

/**
 * Where to look at a model version; nothing for what is gone, or is none, or bears a name that a URL takes for a way up. Values are
 * URL-encoded, unknown placeholders stay.
 */
export function linkTo(change: Change, { account, region, link }: MessageContext): string | undefined {
  const subject = subjectOf(change);
  if (link === undefined || subject.type !== 'version' || change.kind === 'removed') return undefined;
  if (/^\.{0,2}$/u.test(subject.group)) return undefined;
  const values = new Map([
    ['account', account],
    ['region', region],
    ['group', subject.group],
    ['version', String(subject.version)],
  ]);
  return oneLine(
    link.replace(/\{(\w+)\}/gu, (placeholder, name: string) => {
      const value = values.get(name);
      return value === undefined ? placeholder : encodeURIComponent(value.toWellFormed());
    }),
  );
}
