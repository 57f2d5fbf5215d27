import fc from 'fast-check';
import type { Change, Notification, WatchChange } from '../../functions/domain/change.ts';
import { imageVersionStatuses } from '../../functions/domain/image-version.ts';
import { approvalStatuses, packageStatuses, registrationTypes } from '../../functions/domain/model-package.ts';
import { anyHostile } from './hostile.ts';

/** Any text, the hostile included; empty and over-long too. */
export const anyText = fc
  .oneof(
    fc.array(fc.oneof(anyHostile, fc.string({ unit: 'binary', maxLength: 20 }), fc.lorem({ maxCount: 5 })), {
      maxLength: 8,
    }),
    fc.array(anyHostile, { minLength: 300, maxLength: 400 }),
    fc
      .tuple(fc.constantFrom('a', '😀', '\u0001', '\n', '字'), fc.integer({ min: 900, max: 60_000 }))
      .map(([c, n]) => [c.repeat(n)]),
  )
  .map((parts) => parts.join(''));

const at = fc
  .date({ min: new Date('1970-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
const approval = fc.constantFrom(...approvalStatuses);
const status = fc.constantFrom(...packageStatuses);
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const number = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER });
const imageStatus = fc.constantFrom(...imageVersionStatuses);

/** Every kind of change, its free texts from `text`. */
export function anyChange(text: fc.Arbitrary<string> = anyText): fc.Arbitrary<Change> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.oneof(...packageChanges(text, { group: text, version: number })) },
    { weight: 3, arbitrary: fc.oneof(...packageChanges(text, { name: text })) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('group-removed'), arn: text, at, group: text, versions: fc.nat() }),
    },
    { weight: 4, arbitrary: fc.oneof(...imageChanges(text)) },
    { weight: 3, arbitrary: fc.oneof(...watchChanges(text)) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('test'), arn: text, at, by: optional(actor(text)) }) },
  );
}

const actor = (text: fc.Arbitrary<string>) => fc.record({ name: text, role: optional(text), arn: optional(text) });

function packageChanges<T extends object>(text: fc.Arbitrary<string>, names: { [K in keyof T]: fc.Arbitrary<T[K]> }) {
  const modelPackage = {
    ...names,
    arn: text,
    at,
    status,
    approvalStatus: optional(approval),
    lifeCycle: optional(fc.record({ stage: text, stageStatus: text, stageDescription: optional(text) })),
    registrationType: optional(fc.constantFrom(...registrationTypes)),
    description: optional(text),
    reason: optional(text),
    by: optional(actor(text)),
    editedBy: optional(actor(text)),
    approvalDescription: optional(text),
  };
  return [
    fc.record({ kind: fc.constant('registered'), ...modelPackage, to: fc.oneof(approval, status) }),
    fc.record({ kind: fc.constant('approval'), ...modelPackage, from: optional(approval), to: approval }),
    fc.record({ kind: fc.constant('failed'), ...modelPackage, from: optional(status), to: fc.constant('Failed') }),
    fc.record({ kind: fc.constant('lifecycle'), ...modelPackage, from: optional(text), to: optional(text) }),
    fc.record({ kind: fc.constant('description'), ...modelPackage }),
    fc.record({ kind: fc.constant('reminder'), ...modelPackage, since: at, to: fc.constant('PendingManualApproval') }),
    fc.record({ kind: fc.constant('removed'), ...modelPackage, from: fc.oneof(approval, status) }),
  ] as const;
}

function imageChanges(text: fc.Arbitrary<string>) {
  const image = { arn: text, at, image: text };
  const from = optional(imageStatus);
  return [
    fc.record({ kind: fc.constant('image-created'), ...image, version: number, from, to: fc.constant('CREATED') }),
    fc.record({
      kind: fc.constant('image-failed'),
      ...image,
      version: number,
      reason: optional(text),
      from,
      to: fc.constantFrom('CREATE_FAILED', 'DELETE_FAILED'),
    }),
    fc.record({ kind: fc.constant('image-removed'), ...image, version: number, from }),
    fc.record({ kind: fc.constant('image-removed'), ...image, versions: optional(fc.nat()) }),
  ] as const;
}

function watchChanges(text: fc.Arbitrary<string>) {
  const watch = fc.oneof(
    fc.record({ subject: fc.constant('group'), group: text }),
    fc.record({ subject: fc.constant('image'), image: text }),
    fc.record({ subject: fc.constantFrom('packages', 'registry') }),
  );
  const common = { arn: text, at, operation: fc.oneof(text, fc.constant('AssumeRole')) };
  return [
    fc.tuple(
      watch,
      fc.record({
        kind: fc.constant('watch-failed'),
        ...common,
        fault: fc.constantFrom('refused', 'missing', 'unavailable'),
        permission: optional(fc.oneof(text, fc.constantFrom('sagemaker:ListModelPackages', 'mailto:Evil'))),
        role: optional(text),
        reason: text,
      }),
    ),
    fc.tuple(watch, fc.record({ kind: fc.constant('watch-recovered'), ...common, since: at })),
  ].map((both) => both.map(([what, change]): Change => ({ ...what, ...change })));
}

/** Notifications with distinct ids, of few groups and subjects, so that some share a digest or a subject. */
export function anyNotifications(maxLength = 200): fc.Arbitrary<readonly Notification[]> {
  const name = fc.constantFrom('churn', 'fraud');
  const version = fc.integer({ min: 1, max: 90 });
  const few = fc.oneof(
    { weight: 4, arbitrary: fc.record({ change: anyChange(fc.string({ maxLength: 30 })), name, version }) },
    { weight: 1, arbitrary: fc.record({ change: anyChange(), name, version }) },
  );
  return fc.array(few, { maxLength, size: 'max' }).map((all) =>
    all.map(({ change, name, version }, index) => ({
      id: `id-${index}`,
      destination: 'ml-leads',
      change: { ...change, ...identified(change, name, version) },
    })),
  );
}

/** Names and ARN as SageMaker would have them. */
function identified(change: Change, name: string, version: number) {
  const arn = (resource: string) => `arn:aws:sagemaker:eu-west-1:111122223333:${resource}`;
  if (change.kind === 'test') return { arn: arn('*') };
  if ('subject' in change) return named(change.subject, name, arn);
  if (change.kind === 'group-removed') return named('group', name, arn);
  if ('image' in change) {
    if (change.version === undefined) return named('image', name, arn);
    return { image: name, version, arn: arn(`image-version/${name}/${version}`) };
  }
  return 'name' in change
    ? { name: `${name}-${version}`, arn: arn(`model-package/${name}-${version}`) }
    : { group: name, version, arn: arn(`model-package/${name}/${version}`) };
}

function named(subject: WatchChange['subject'], name: string, arn: (resource: string) => string) {
  if (subject === 'group') return { group: name, arn: arn(`model-package-group/${name}`) };
  return subject === 'image' ? { image: name, arn: arn(`image/${name}`) } : { arn: arn(subject) };
}
