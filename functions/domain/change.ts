import * as z from 'zod/mini';
import { approvalStatuses, packageStatuses, registrationTypes } from './model-package.ts';

const lifeCycle = z.object({ stage: z.string(), stageStatus: z.string(), stageDescription: z.optional(z.string()) });

const at = z.iso
  .datetime()
  .check(z.describe('When it happened, as SageMaker says; for a removal, when it was noticed'));

const subject = {
  arn: z.string().check(z.describe('ARN of the model package, or of the group for group-removed')),
  group: z.string(),
  at,
};

/** What is true of the version after the change (before it, for a removal). */
const version = {
  ...subject,
  version: z.int().check(z.positive()),
  status: z.enum(packageStatuses),
  approvalStatus: z.optional(z.enum(approvalStatuses)),
  lifeCycle: z.optional(lifeCycle),
  registrationType: z.optional(z.enum(registrationTypes)),
  description: z.optional(z.string()),
  reason: z.optional(z.string().check(z.describe('Why it failed'))),
};

const approval = z.enum(approvalStatuses);

/**
 * A difference worth telling. `from` and `to` hold what the kind is about: a status for `registered`, `approval`, `failed`
 * and `removed`, "stage/stage status" for `lifecycle`. `from` is absent when the version was not known before.
 */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('registered'), ...version, to: z.enum([...approvalStatuses, ...packageStatuses]) }),
  z.object({ kind: z.literal('approval'), ...version, from: z.optional(approval), to: approval }),
  z.object({
    kind: z.literal('failed'),
    ...version,
    from: z.optional(z.enum(packageStatuses)),
    to: z.literal('Failed'),
  }),
  z.object({ kind: z.literal('lifecycle'), ...version, from: z.optional(z.string()), to: z.optional(z.string()) }),
  z.object({ kind: z.literal('description'), ...version }),
  z.object({ kind: z.literal('removed'), ...version, from: z.enum([...approvalStatuses, ...packageStatuses]) }),
  z.object({
    kind: z.literal('group-removed'),
    ...subject,
    versions: z.int().check(z.nonnegative(), z.describe('How many versions were known of it')),
  }),
]);

export type Change = z.infer<typeof changeSchema>;
export type VersionChange = Exclude<Change, { kind: 'group-removed' }>;
export type ChangeKind = Change['kind'];

export const changeKinds = [
  'registered',
  'approval',
  'failed',
  'lifecycle',
  'description',
  'removed',
  'group-removed',
] as const satisfies readonly ChangeKind[];

/** One change for one destination. The id is the same however often it is computed or sent. */
export interface Notification {
  readonly id: string;
  readonly destination: string;
  readonly change: Change;
}
