import { z } from 'zod';
import { changeKinds } from '../../domain/change.ts';
import { approvalStatuses } from '../../domain/model-package.ts';

const rule = z.strictObject({
  groups: z.array(z.string()).nonempty(),
  except: z.array(z.string()).default([]),
  nameContains: z.string().optional(),
  createdAfter: z.string().optional(),
  createdBefore: z.string().optional(),
  approvalStatus: z.array(z.enum(approvalStatuses)).optional(),
  changes: z.array(z.enum(changeKinds)).default(changeKinds.filter((kind) => kind !== 'description')),
  notify: z.array(z.string()),
});

const sns = z.strictObject({
  format: z.enum(['text', 'json']),
  topic: z.string().optional(),
  email: z.array(z.string()).default([]),
});

export const configSchema = z.strictObject({
  schedule: z.string().default('rate(5 minutes)'),
  limits: z.strictObject({ requestsPerSecond: z.number().default(2), pageSize: z.int().default(100) }).prefault({}),
  watch: z.array(rule),
  destinations: z.record(z.string(), z.strictObject({ sns })),
  link: z.string().optional(),
});

/** The config, defaults filled in. Plain JSON: it survives `JSON.stringify` and `JSON.parse` unchanged. */
export type Config = z.output<typeof configSchema>;
