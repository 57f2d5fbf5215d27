import type { ImageChange } from './change.ts';
import type { Collection, Member } from './collection.ts';
import type { ImageVersion, ImageVersionStatus } from './image-version.ts';
import type { ImageRecord } from './record.ts';
import { cut, iso } from './text.ts';

/** What there is to tell of an image version whose status is another than was remembered; `known` is absent at first sight. */
export function imageChanges(known: ImageRecord | undefined, seen: ImageVersion): ImageChange[] {
  const { arn, image, member: version, status, failureReason } = seen;
  const facts = {
    arn,
    image,
    version,
    at: iso(known ? seen.modifiedAt : seen.createdAt),
    ...(known && { from: known.status }),
  };
  switch (status) {
    case 'CREATED':
      // Back from a deletion that was refused: nothing was created.
      return !known || isUnfinished(known.status) ? [{ kind: 'image-created', ...facts, to: status }] : [];
    case 'CREATE_FAILED':
    case 'DELETE_FAILED':
      return [{ kind: 'image-failed', ...facts, ...(failureReason && { reason: cut(failureReason) }), to: status }];
    case 'CREATING':
    case 'DELETING':
      return [];
  }
}

export function imageRemoval(
  known: ImageRecord,
  { arn, member }: { readonly arn: string; readonly member: Member },
  collection: Collection,
  now: number,
): ImageChange {
  const version = typeof member === 'number' ? { version: member } : {};
  return { kind: 'image-removed', arn, image: collection.name, ...version, at: iso(now), from: known.status };
}

const isUnfinished = (status: ImageVersionStatus): boolean => status === 'CREATING' || status === 'CREATE_FAILED';
