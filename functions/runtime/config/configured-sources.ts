import { sourceKey, type Source } from '../../domain/collection.ts';
import type { Rule } from '../../domain/rule.ts';
import { rulesFor } from '../../domain/sources.ts';

/** A source that is read by a role. */
export interface OtherSource extends Source {
  /** Name, with its path, or ARN. */
  readonly role: string;
  readonly externalId?: string | undefined;
}

interface Configured {
  readonly sources: readonly ('self' | OtherSource)[];
}

/** The sources that are read by a role. */
export const othersOf = ({ sources }: Configured): readonly OtherSource[] => sources.filter((one) => one !== 'self');

/** A source with what it is called by; the notifier's own account and region takes no role. */
type Watched = (OtherSource | (Source & { readonly role?: undefined })) & { readonly key: string };

/** All sources, the notifier's own first, if that is one of them. */
export function sourcesOf(config: Configured, here: Source): readonly Watched[] {
  const own = config.sources.includes('self') ? [{ ...here, key: sourceKey(here) }] : [];
  return [...own, ...othersOf(config).map((other) => ({ ...other, key: sourceKey(other) }))];
}

/** What of the rules a source watches. */
export const rulesOf = <Some extends Rule>(
  config: Configured & { readonly watch: readonly Some[] },
  source: Source,
  here: Source,
): Some[] => rulesFor(source, sourcesOf(config, here), config.watch);

/** The ARN of the role that a source is read by. */
export const roleArnOf = (source: OtherSource, partition: string): string =>
  accountOf(source.role) === undefined ? `arn:${partition}:iam::${source.account}:role/${source.role}` : source.role;

/** Of a role by its ARN. */
export const accountOf = (given: string): string | undefined => /^arn:[^:]+:iam::(\d{12}):/.exec(given)?.[1];
