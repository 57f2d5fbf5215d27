import { z } from 'zod';
import { sourceKey } from '../../domain/collection.ts';
import { accountOf } from './configured-sources.ts';
import { settled } from './settled.ts';
import { isRecord, showValue } from './words.ts';

const roleName = '(?:[A-Za-z0-9+=,.@_-]+/)*[A-Za-z0-9+=,.@_-]{1,64}';
const rolePattern = new RegExp(`^(?:arn:aws[a-z-]*:iam::\\d{12}:role/)?${roleName}$`);
const self = 'self';

const account = z
  .string({
    error: ({ input }) =>
      typeof input === 'number'
        ? `${input} is a number, which would lose the zeros that it begins with; put the account's id in quotes`
        : undefined,
  })
  .regex(/^\d{12}$/, { error: ({ input }) => `${showValue(input)} is not the id of an account; allowed: 12 digits` })
  .describe('Id of the account, in quotes.')
  .meta({ examples: ['111122223333'] });

const region = z
  .string()
  .regex(/^[a-z]{2,5}(?:-[a-z]+)+-\d{1,2}$/, {
    error: ({ input }) => `${showValue(input)} is not a region; allowed: a region's code such as eu-west-1`,
  })
  .describe('Region whose registry is watched.')
  .meta({ examples: ['eu-west-1'] });

const role = z
  .string()
  .regex(rolePattern, {
    error: ({ input }) =>
      `${showValue(input)} is not an IAM role; allowed: its name, with its path if it has one, or its ARN`,
  })
  .describe(
    'Name (with its path) or ARN of the role of that account that may read its registry, such as the member stack makes.',
  )
  .meta({ examples: ['approval-notifier-reader'] });

const externalId = z
  .string()
  .regex(/^[A-Za-z0-9+=,.@:/_-]{2,1224}$/, {
    error: ({ input }) =>
      `${showValue(input)} is not an external id; allowed: letters, digits and + = , . @ : / _ -, 2 to 1224 of them`,
  })
  .describe("The external id that the role's trust asks for, if it does.");

const other = z
  .strictObject({ account, region, role, externalId: externalId.optional() })
  .superRefine(
    ({ account: ofAccount, role: ofRole }, context) => {
      const owner = accountOf(ofRole);
      if (owner === undefined || owner === ofAccount) return;
      context.addIssue({
        code: 'custom',
        path: ['role'],
        input: ofRole,
        message: `${showValue(ofRole)} is not of the account ${showValue(ofAccount)}`,
      });
    },
    settled('account', 'role'),
  )
  .describe('Another account, or another region of this one.');

export const sourcesSchema = z
  .array(
    z.union([z.literal(self), other], {
      error: ({ input }) =>
        `${showValue(input)} is not a source; allowed: ${self}, or a map of account, region and role`,
    }),
  )
  .min(1, 'is an empty list: nothing would be watched')
  .superRefine(
    (sources: readonly unknown[], context) => {
      const seen = new Set<string>();
      sources.forEach((source, index) => {
        const key = keyOf(source);
        if (key !== undefined && seen.has(key)) {
          context.addIssue({
            code: 'custom',
            path: [index],
            input: source,
            message: `${showValue(key)} is given twice`,
          });
        }
        if (key !== undefined) seen.add(key);
      });
      const others = sources.flatMap((source, index) => {
        const ofRegion = isRecord(source) ? source['region'] : undefined;
        return typeof ofRegion === 'string' ? [{ index, region: ofRegion }] : [];
      });
      const [first] = others;
      for (const other of others) {
        if (first === undefined || partitionOf(other.region) === partitionOf(first.region)) continue;
        context.addIssue({
          code: 'custom',
          path: [other.index, 'region'],
          input: other.region,
          message: `${showValue(other.region)} is of another partition of AWS than ${showValue(first.region)}: no role of it can be assumed from there`,
        });
      }
    },
    { when: ({ value }) => Array.isArray(value) },
  )
  .default([self])
  .describe(
    'The accounts and regions whose registries are watched: self, which is where the notifier is deployed, and others, each read by a role.',
  );

/** By how a region's code begins; enough to tell partitions apart. */
const partitionOf = (ofRegion: string): string =>
  /^(?:cn|us-gov|eusc|[a-z]{2}-iso[a-z]?)(?=-)/.exec(ofRegion)?.[0] ?? '';

function keyOf(source: unknown): string | undefined {
  if (source === self) return self;
  if (!isRecord(source)) return undefined;
  const { account: ofAccount, region: ofRegion } = source;
  return typeof ofAccount === 'string' && typeof ofRegion === 'string'
    ? sourceKey({ account: ofAccount, region: ofRegion })
    : undefined;
}
