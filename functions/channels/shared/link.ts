import type { Change } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { oneLine } from './clean.ts';

/** Where to look at the version; nothing for what is gone. Values are URL-encoded, unknown placeholders stay. */
export function linkTo(change: Change, { account, region, link }: MessageContext): string | undefined {
  if (link === undefined || change.kind === 'removed' || change.kind === 'group-removed') return undefined;
  const values = new Map([
    ['account', account],
    ['region', region],
    ['group', change.group],
    ['version', String(change.version)],
  ]);
  return oneLine(
    link.replace(/\{(\w+)\}/gu, (placeholder, name: string) => {
      const value = values.get(name);
      return value === undefined ? placeholder : encodeURIComponent(value.toWellFormed());
    }),
  );
}
