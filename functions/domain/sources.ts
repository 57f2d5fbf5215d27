import { ownerOf, sourceKey, type Source } from './collection.ts';
import type { Rule } from './rule.ts';

/**
 * What one source watches of the rules. They hold for every source; but a group that a rule names by ARN is watched by one alone,
 * lest it be told twice: by the source whose own it is, if that is among `sources`, otherwise by the first of them. A rule that
 * is left with nothing to watch drops out.
 */
export function rulesFor<Some extends Rule>(
  source: Source,
  sources: readonly Source[],
  rules: readonly Some[],
): Some[] {
  const [first = source] = sources;
  const watcherOf = (owner: Source) => sources.find((one) => sourceKey(one) === sourceKey(owner)) ?? first;
  const isMine = (group: string) => {
    const owner = ownerOf(group);
    return !owner || sourceKey(watcherOf(owner)) === sourceKey(source);
  };
  return rules
    .map((rule) => ({ ...rule, groups: rule.groups.filter(isMine) }))
    .filter(({ groups, images, packages }) => groups.length + images.length + packages.length > 0);
}
