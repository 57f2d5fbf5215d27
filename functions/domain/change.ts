import * as z from 'zod/mini';
import { imageVersionStatuses } from './image-version.ts';
import { approvalStatuses, packageStatuses, registrationTypes } from './model-package.ts';

const lifeCycle = z.object({ stage: z.string(), stageStatus: z.string(), stageDescription: z.optional(z.string()) });

const at = z.iso
  .datetime()
  .check(
    z.describe(
      'When it happened, as SageMaker says; for a removal, when it was noticed; for a reminder, the time that the rule set for it',
    ),
  );

const number = z.int().check(z.positive());
const known = z.int().check(z.nonnegative(), z.describe('How many versions were known of it'));

const subject = {
  arn: z.string().check(z.describe('ARN of what changed; of the whole group or image, if that was removed')),
  at,
};

/** Whom SageMaker names. */
const actor = z.object({
  name: z.string().check(z.describe('User profile, IAM user, source identity or name of the role session')),
  role: z.optional(z.string().check(z.describe('The IAM role whose session it was'))),
  arn: z.optional(z.string()),
});

/** What is true of the model package after the change (before it, for a removal). */
const modelPackage = {
  ...subject,
  group: z.optional(z.string().check(z.describe('Of a model version'))),
  version: z.optional(number.check(z.describe('Of a model version'))),
  name: z.optional(
    z.string().check(z.describe('Of an unversioned model package, which has neither group nor version')),
  ),
  status: z.enum(packageStatuses),
  approvalStatus: z.optional(z.enum(approvalStatuses)),
  lifeCycle: z.optional(lifeCycle),
  registrationType: z.optional(z.enum(registrationTypes)),
  description: z.optional(z.string()),
  reason: z.optional(z.string().check(z.describe('Why it failed'))),
  by: z.optional(actor.check(z.describe('Who did it; for a reminder, who registered the version'))),
  editedBy: z.optional(
    actor.check(z.describe('Who edited the model package last, where that is not sure to be who did this')),
  ),
  approvalDescription: z.optional(z.string().check(z.describe('What was noted about the decision'))),
};

const approval = z.enum(approvalStatuses);
const image = { ...subject, image: z.string() };
const imageStatus = z.enum(imageVersionStatuses);

/** What of the registry could not be read. */
const watch = {
  ...subject,
  subject: z.enum(['group', 'image', 'packages', 'registry']),
  group: z.optional(z.string()),
  image: z.optional(z.string()),
  operation: z
    .string()
    .check(z.describe('What was asked of SageMaker, such as ListModelPackages; or AssumeRole, of STS')),
};

/**
 * A difference worth telling. `from` and `to` hold what the kind is about: a status for `registered`, `approval`, `failed`,
 * `removed`, `reminder` and image versions, "stage/stage status" for `lifecycle`. `from` is absent when it was not known before.
 */
export const changeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('registered'), ...modelPackage, to: z.enum([...approvalStatuses, ...packageStatuses]) }),
  z.object({ kind: z.literal('approval'), ...modelPackage, from: z.optional(approval), to: approval }),
  z.object({
    kind: z.literal('failed'),
    ...modelPackage,
    from: z.optional(z.enum(packageStatuses)),
    to: z.literal('Failed'),
  }),
  z.object({ kind: z.literal('lifecycle'), ...modelPackage, from: z.optional(z.string()), to: z.optional(z.string()) }),
  z.object({ kind: z.literal('description'), ...modelPackage }),
  z.object({ kind: z.literal('removed'), ...modelPackage, from: z.enum([...approvalStatuses, ...packageStatuses]) }),
  z.object({
    kind: z.literal('reminder'),
    ...modelPackage,
    since: z.iso.datetime().check(z.describe('Since when it has waited for approval, as far as known')),
    to: z.literal('PendingManualApproval'),
  }),
  z.object({ kind: z.literal('group-removed'), ...subject, group: z.string(), versions: known }),
  z.object({
    kind: z.literal('image-created'),
    ...image,
    version: number,
    from: z.optional(imageStatus),
    to: z.literal('CREATED'),
  }),
  z.object({
    kind: z.literal('image-failed'),
    ...image,
    version: number,
    reason: z.optional(z.string().check(z.describe('Why it failed'))),
    from: z.optional(imageStatus),
    to: z.enum(['CREATE_FAILED', 'DELETE_FAILED']),
  }),
  z.object({
    kind: z.literal('image-removed'),
    ...image,
    version: z.optional(number.check(z.describe('Absent if the whole image was removed'))),
    from: z.optional(imageStatus),
    versions: z.optional(known),
  }),
  z.object({
    kind: z.literal('watch-failed'),
    ...watch,
    fault: z.enum(['refused', 'missing', 'unavailable']),
    permission: z.optional(
      z.string().check(z.describe('The IAM action that is lacking, as sagemaker:ListModelPackages, if it was refused')),
    ),
    role: z.optional(
      z.string().check(z.describe('ARN of the role that reads the registry, if that is of another account or region')),
    ),
    reason: z.string().check(z.describe('What SageMaker answered, or STS')),
  }),
  z.object({
    kind: z.literal('watch-recovered'),
    ...watch,
    since: z.iso.datetime().check(z.describe('Since when it could not be read')),
  }),
  z.object({
    kind: z.literal('test'),
    ...subject,
    by: z.optional(actor.check(z.describe('Who asked for it'))),
  }),
]);

export type Change = z.infer<typeof changeSchema>;
export type ChangeKind = Change['kind'];
type Of<Kind extends ChangeKind> = Extract<Change, { kind: Kind }>;

/** Of one model package: a version in a group, or an unversioned one. */
export type PackageChange = Of<(typeof packageKinds)[number]>;
/** Of an image version; `image-removed` also of a whole image. */
export type ImageChange = Of<(typeof imageKinds)[number]>;
/** That something cannot be read, or can be again: for operators. */
export type WatchChange = Of<'watch-failed' | 'watch-recovered'>;

export const packageKinds = [
  'registered',
  'approval',
  'failed',
  'lifecycle',
  'description',
  'removed',
  'reminder',
] as const;
export const groupKinds = [...packageKinds, 'group-removed'] as const;
export const imageKinds = ['image-created', 'image-failed', 'image-removed'] as const;

/** What a rule can ask for. */
export const changeKinds = [...groupKinds, ...imageKinds] as const satisfies readonly ChangeKind[];

/** One change for one destination. The id is the same however often it is computed or sent. */
export interface Notification {
  readonly id: string;
  readonly destination: string;
  readonly change: Change;
  /** Somebody asked for it to be told once more: it has been told, or given up, before. */
  readonly again?: boolean;
}
