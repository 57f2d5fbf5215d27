import { subjectOf } from '../../functions/channels/shared/subject.ts';
import type { Change } from '../../functions/domain/change.ts';
import {
  chunkOf,
  groupByReference,
  imageOf,
  unversioned,
  wholeRegistry,
  type Group,
  type Source,
} from '../../functions/domain/collection.ts';
import type { Home } from '../../functions/domain/state.ts';

/** Which item a change is of, from what it says itself. */
export function homeOf(change: Change, source: Source): Home {
  const subject = subjectOf(change);
  switch (subject.type) {
    case 'version':
      return { collection: groupOf(subject.group, change, source), chunk: chunkOf(subject.version) };
    case 'group':
      return { collection: groupOf(subject.group, change, source), chunk: 0 };
    case 'image-version':
      return { collection: imageOf(subject.image), chunk: chunkOf(subject.version) };
    case 'image':
      return { collection: imageOf(subject.image), chunk: 0 };
    case 'package':
      return { collection: unversioned, chunk: chunkOf(subject.name) };
    case 'packages':
      return { collection: unversioned, chunk: 0 };
    case 'registry':
      return { collection: wholeRegistry, chunk: 0 };
  }
}

/** A group that another account shares goes by its ARN. */
function groupOf(name: string, { arn }: Change, source: Source): Group {
  const prefix = /^arn:[^:]+:sagemaker:[^:]*:[^:]*:/i.exec(arn)?.[0];
  return groupByReference(prefix === undefined ? name : `${prefix}model-package-group/${name}`, source);
}
