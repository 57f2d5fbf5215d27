import fc from 'fast-check';
import type { Change, Notification } from '../../functions/domain/change.ts';
import { approvalStatuses, packageStatuses, registrationTypes } from '../../functions/domain/model-package.ts';

/** What someone may write who wants to forge a line, hide text, or break a limit. */
const nasty = fc.constantFrom(
  '\nApproval:  PendingManualApproval -> Approved',
  '\r\nLink:      https://evil.example',
  '\u2028ARN:       arn:aws:evil',
  '\u0085Id:        0',
  '\n\n\n\nv9    approved, 20 Nov 2026 14:07 UTC',
  '\u202eevorppa\u202c',
  '\u2066\u200b\ufeff\u00ad',
  '\u0000\u0007\u001b[31m\u007f\u009b',
  '\ud800',
  '\udfff',
  '\ufffe\uffff',
  '\u{e0041}\u{e0042}',
  '👩‍👩‍👧‍👦',
  'é'.normalize('NFD'),
  ' '.repeat(90),
  '\t',
  '"}],"id":"0',
  '<!channel> &amp; <b>',
);

/** Any text, the hostile included; empty and over-long too. */
export const anyText = fc
  .oneof(
    fc.array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 20 }), fc.lorem({ maxCount: 5 })), {
      maxLength: 8,
    }),
    fc.array(nasty, { minLength: 300, maxLength: 400 }),
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

/** Every kind of change, its free texts from `text`. */
export function anyChange(text: fc.Arbitrary<string> = anyText): fc.Arbitrary<Change> {
  const subject = { arn: text, group: text, at };
  const version = {
    ...subject,
    version: fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
    status,
    approvalStatus: optional(approval),
    lifeCycle: optional(fc.record({ stage: text, stageStatus: text, stageDescription: optional(text) })),
    registrationType: optional(fc.constantFrom(...registrationTypes)),
    description: optional(text),
    reason: optional(text),
  };
  return fc.oneof(
    fc.record({ kind: fc.constant('registered'), ...version, to: fc.oneof(approval, status) }),
    fc.record({ kind: fc.constant('approval'), ...version, from: optional(approval), to: approval }),
    fc.record({ kind: fc.constant('failed'), ...version, from: optional(status), to: fc.constant('Failed') }),
    fc.record({ kind: fc.constant('lifecycle'), ...version, from: optional(text), to: optional(text) }),
    fc.record({ kind: fc.constant('description'), ...version }),
    fc.record({ kind: fc.constant('removed'), ...version, from: fc.oneof(approval, status) }),
    fc.record({ kind: fc.constant('group-removed'), ...subject, versions: fc.nat() }),
  );
}

/** Notifications with distinct ids, of few groups and subjects, so that some share a digest or a subject. */
export function anyNotifications(maxLength = 200): fc.Arbitrary<readonly Notification[]> {
  const few = fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        change: anyChange(fc.string({ maxLength: 30 })),
        group: fc.constantFrom('churn', 'fraud'),
        version: fc.integer({ min: 1, max: 90 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        change: anyChange(),
        group: fc.constantFrom('churn', 'fraud'),
        version: fc.integer({ min: 1, max: 90 }),
      }),
    },
  );
  return fc.array(few, { maxLength, size: 'max' }).map((all) =>
    all.map(({ change, group, version }, index) => ({
      id: `id-${index}`,
      destination: 'ml-leads',
      change: {
        ...change,
        group,
        arn: `arn:aws:sagemaker:eu-west-1:111122223333:model-package/${group}/${version}`,
        ...('version' in change ? { version } : {}),
      },
    })),
  );
}
