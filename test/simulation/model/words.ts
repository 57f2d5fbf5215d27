import type { Told } from './evidence.ts';

/** What failed before it was first seen is told as that. */
export const isFirst = ({ kind, from }: Told): boolean =>
  kind === 'registered' ||
  ((kind === 'failed' || kind === 'image-created' || kind === 'image-failed') && from === undefined);

/** Whether it says what something has become. */
export const isStand = (change: Told): boolean =>
  isFirst(change) ||
  ['approval', 'image-created', 'image-failed'].includes(change.kind) ||
  // What has no approval status is what its status says.
  (change.kind === 'failed' && change.approvalStatus === undefined);

export const standOf = ({ kind, to, approvalStatus }: Told): string | undefined =>
  kind === 'failed' ? (approvalStatus ?? to) : to;

/** Whether it is about a group or an image with all that is in it. */
export const isWhole = ({ arn }: Told): boolean => /:(?:model-package-group|image)\//u.test(arn);

/** Whether it is of that group or image; ARNs may spell names in lower case. */
export function isWithin(
  arn: string,
  { source, within }: { readonly source: string; readonly within: string },
): boolean {
  const [account = '', region = ''] = source.split('/');
  const [, , , ofRegion, ofAccount, resource = ''] = arn.split(':');
  const [, name] = resource.split('/');
  return ofAccount === account && ofRegion === region && name?.toLowerCase() === within.toLowerCase();
}

export const words = ({ kind, arn, from, to, at }: Told): string =>
  `${kind} ${arn.slice(arn.indexOf(':', 'arn:aws:sagemaker'.length) + 1)} ${from ?? ''}>${to ?? ''} at ${at}`;
