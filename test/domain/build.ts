import { changeKinds, type ChangeKind, type PackageChange } from '../../functions/domain/change.ts';
import { ownGroup, type Group, type Member, type Source } from '../../functions/domain/collection.ts';
import { bringIntoForce, InForce, type Terms } from '../../functions/domain/in-force.ts';
import type { DescribedModelPackage } from '../../functions/domain/model-package.ts';
import type { Delivery, Entry, Outbox } from '../../functions/domain/outbox.ts';
import { packageRecordOf, type MemberRecord, type PackageRecord } from '../../functions/domain/record.ts';
import { Routing } from '../../functions/domain/routing.ts';
import type { Rule } from '../../functions/domain/rule.ts';
import { selectorsOf, type Selector } from '../../functions/domain/selector.ts';
import type { Chunk } from '../../functions/domain/state.ts';

export const source: Source = { account: '111122223333', region: 'eu-west-1' };
export const fraud = ownGroup('Fraud');
export const hour = 3_600_000;

/** When the selectors of a test come into force, unless it says otherwise. */
export const start = Date.parse('2026-03-01T00:00:00.000Z');

export const rule = (overrides: Partial<Rule> = {}): Rule => ({
  groups: ['*'],
  images: [],
  packages: [],
  except: [],
  changes: changeKinds.filter((kind) => kind !== 'description'),
  notify: ['people'],
  ...overrides,
});

export function selector(pattern: string, overrides: Partial<Rule> = {}): Selector {
  const [one] = selectorsOf(rule({ groups: [pattern], ...overrides }), source);
  if (!one) throw new Error('a rule without a selector');
  return one;
}

export const groupArn = (name: string, account = source.account): string =>
  `arn:aws:sagemaker:${source.region}:${account}:model-package-group/${name}`;

export const arnOf = (version: number, group: Group = fraud): string =>
  `arn:aws:sagemaker:${source.region}:${source.account}:model-package/${group.name}/${version}`;

/** A version that waits for approval, registered an hour after `start`. */
export const seen = (version: number, overrides: Partial<DescribedModelPackage> = {}): DescribedModelPackage => ({
  arn: arnOf(version),
  group: fraud.name,
  member: version,
  createdAt: start + hour,
  modifiedAt: (overrides.createdAt ?? start + hour) + 5,
  status: 'Completed',
  approval: 'PendingManualApproval',
  ...overrides,
});

export const record = (overrides: Partial<PackageRecord> = {}): PackageRecord => ({
  ...packageRecordOf(seen(1)),
  ...overrides,
});

function inForceSince(since: number, rules: readonly Rule[], terms: Terms = {}): InForce {
  return new InForce(bringIntoForce(terms, new Routing(rules, source).selectors, since), source);
}

/** Routing by these rules, all in force since `start`. */
export const ruled = (...rules: readonly Rule[]) => ({
  routing: new Routing(rules, source),
  inForce: inForceSince(start, rules),
});

export const chunk = (records: Iterable<readonly [Member, MemberRecord]> = [], more: Partial<Chunk> = {}): Chunk => ({
  key: { pk: '111122223333/eu-west-1', sk: `group#fraud#${more.chunk ?? 0}` },
  collection: fraud,
  chunk: 0,
  rev: 1,
  records: new Map(records),
  arnPrefix: arnOf(1).replace(/1$/, ''),
  born: start,
  entries: [],
  overflow: [],
  ...more,
});

export const removed = (version: number, more: Partial<PackageChange> = {}): PackageChange => ({
  kind: 'removed',
  arn: arnOf(version),
  group: fraud.name,
  version,
  at: '2026-03-02T00:00:00.000Z',
  status: 'Completed',
  from: 'Approved',
  ...(more as object),
});

export const waiting = (token = 'nobody', due = 0): Delivery => ({ due, token });

export const entry = (id: string, version: number, more: Partial<Entry> = {}): Entry => ({
  id,
  order: 1000,
  committedAt: start,
  change: removed(version),
  to: { people: waiting() },
  ...more,
});

export const outbox = (entries: readonly Entry[], sk = 'group#fraud#0'): Outbox => ({
  key: { pk: '111122223333/eu-west-1', sk },
  entries,
});

export const kinds = (changes: readonly { readonly kind: ChangeKind }[]): readonly ChangeKind[] =>
  changes.map(({ kind }) => kind);
