import * as z from 'zod/mini';
import { groupByReference, imageOf, unversioned, type Source } from '../domain/collection.ts';
import type { Candidate } from '../domain/observation.ts';

/** Of an event no more is taken than what it is about: what is so, a describe says. */
const event = z.object({
  source: z.literal('aws.sagemaker'),
  account: z.string(),
  region: z.string(),
  resources: z.optional(z.array(z.string())),
  detail: z.object({
    ModelPackageArn: z.optional(z.string()),
    ModelPackageGroupName: z.optional(z.string()),
    ImageVersionArn: z.optional(z.string()),
  }),
});

const packageArn = /^arn:[^:]+:sagemaker:([^:]*):([^:]*):model-package\/([^/]+)(?:\/(\d+))?$/i;
const imageVersionArn = /^arn:[^:]+:sagemaker:[^:]*:[^:]*:image-version\/([^/]+)\/(\d+)$/i;

/** Of which account and region an event is; EventBridge says so, whoever sent it. */
export function originOf(body: unknown): Source | undefined {
  const { success, data } = event.safeParse(body);
  return success ? { account: data.account, region: data.region } : undefined;
}

/**
 * What an event of EventBridge is about: a model package or an image version. Undefined for whatever is neither. The version comes
 * from the ARN, because events are told to spell it in several ways; the group's name does not, because ARNs may be lower-cased.
 */
export function toCandidate(body: unknown, source: Source): Candidate | undefined {
  const { success, data } = event.safeParse(body);
  if (!success) return undefined;
  const { ModelPackageArn, ModelPackageGroupName, ImageVersionArn } = data.detail;
  const arn = ModelPackageArn ?? ImageVersionArn ?? data.resources?.[0] ?? '';
  const [, image, imageVersion] = imageVersionArn.exec(arn) ?? [];
  if (image !== undefined) return { collection: imageOf(image), member: Number(imageVersion), arn };
  const [, region, account, name, version] = packageArn.exec(arn) ?? [];
  if (region === undefined || account === undefined || name === undefined) return undefined;
  if (version === undefined) return { collection: unversioned, member: name, arn };
  const group = ModelPackageGroupName ?? name;
  const isOwn = account === source.account && region === source.region;
  const [, partition = ''] = arn.split(':');
  const reference = isOwn ? group : `arn:${partition}:sagemaker:${region}:${account}:model-package-group/${group}`;
  return { collection: groupByReference(reference, source), member: Number(version), arn };
}
