import { z } from 'zod';
import { destinationsSchema } from './destination.ts';
import { history } from './history.ts';
import { link } from './link.ts';
import { list } from './list.ts';
import { ruleSchema } from './rule.ts';
import { schedule } from './schedule.ts';
import { sourcesSchema } from './sources.ts';
import { undefinedDestinations } from './undefined-destinations.ts';

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
    pageSize: z.int().min(1).max(100).default(100).describe('Entries asked for in one listing request.'),
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
      .describe('The rules: what is watched, what is told of it, and to whom.'),
    destinations: destinationsSchema,
    operators: list(z.string(), { min: 0 })
      .default([])
      .describe(
        'Names of the destinations that are told when a group, an image or the registry cannot be read, and when that is over.',
      ),
    link: link.optional(),
    history,
    sources: sourcesSchema,
  })
  .superRefine(undefinedDestinations, { when: () => true })
  .meta({
    title: 'notifier.yaml',
    description: 'Configuration of SageMaker Approval Notifier.',
  });

/** The config, defaults filled in. Plain JSON: it survives `JSON.stringify` and `JSON.parse` unchanged. */
export type Config = z.output<typeof configSchema>;
