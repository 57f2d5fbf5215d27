import { z } from 'zod';
import { link } from './link.ts';
import { ruleSchema } from './rule.ts';
import { undefinedDestinations } from './rule-checks.ts';
import { schedule } from './schedule.ts';
import { destinationsSchema } from './destination.ts';

const limits = z
  .strictObject({
    requestsPerSecond: z
      .number()
      .min(0.1)
      .max(100)
      .default(2)
      .describe(
        'Requests to SageMaker per second and source, at most. SageMaker shares its quota with your other tools.',
      ),
    pageSize: z.int().min(1).max(100).default(100).describe('Model packages asked for in one listing request.'),
  })
  .prefault({})
  .describe('How hard SageMaker is asked.');

/** What `notifier.yaml` may say. The one definition: the types, the checks and the editors' schema come from it. */
export const configSchema = z
  .strictObject({
    schedule,
    limits,
    watch: z
      .array(ruleSchema)
      .min(1, 'is an empty list: nothing would be watched')
      .describe('The rules: which groups are watched, what is told of them, and to whom.'),
    destinations: destinationsSchema,
    link: link.optional(),
  })
  .superRefine(undefinedDestinations, { when: () => true })
  .meta({
    title: 'notifier.yaml',
    description: 'Configuration of SageMaker Approval Notifier.',
  });

/** The config, defaults filled in. Plain JSON: it survives `JSON.stringify` and `JSON.parse` unchanged. */
export type Config = z.output<typeof configSchema>;
