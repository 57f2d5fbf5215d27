import { z } from 'zod';
import { changeKinds } from '../../domain/change.ts';
import { approvalStatuses } from '../../domain/model-package.ts';
import { list } from './list.ts';
import { remind } from './remind.ts';
import { checkReminders } from './reminder-checks.ts';
import { checkChanges, checkCreation, checkFilters, checkSelectors } from './rule-checks.ts';
import { exception, group, image, modelPackage } from './selector.ts';
import { settled } from './settled.ts';
import { timestamp } from './timestamp.ts';
import { changesOf, watchable } from './watched.ts';
import { showValue } from './words.ts';

const partPattern = /^[a-zA-Z0-9.-]{1,63}$/;
const names = [...watchable, 'except'];
const filters = ['approvalStatus', 'createdAfter', 'createdBefore'];

export const ruleSchema = z
  .strictObject({
    groups: list(group, { min: 0 })
      .default([])
      .describe(
        'Model package groups, whose versions are watched: names, globs with * and ?, or ARNs. Letter case does not matter. ["*"] is every group of the account and region.',
      ),
    images: list(image, { min: 0 })
      .default([])
      .describe(
        'SageMaker images of the account and region, whose versions are watched: names, or globs with * and ?.',
      ),
    packages: list(modelPackage, { min: 0 })
      .default([])
      .describe('Unversioned model packages of the account and region: names, or globs with * and ?.'),
    except: list(exception, { min: 0 })
      .default([])
      .describe(
        'Groups, images and unversioned model packages that the rule leaves out: names, or globs with * and ?.',
      ),
    nameContains: z
      .string()
      .regex(partPattern, {
        error: ({ input }) => `${showValue(input)} is not allowed; allowed: letters, digits, - and ., 1 to 63 of them`,
      })
      .optional()
      .describe(
        'Only groups, images and unversioned model packages whose name contains this; letter case does not matter.',
      ),
    createdAfter: timestamp
      .optional()
      .describe(
        'Only versions and model packages created after this time: an ISO 8601 date or date-time, UTC unless it says otherwise.',
      ),
    createdBefore: timestamp
      .optional()
      .describe(
        'Only versions and model packages created before this time: an ISO 8601 date or date-time, UTC unless it says otherwise.',
      ),
    approvalStatus: list(z.enum(approvalStatuses))
      .optional()
      .describe(
        'The status that a model version must have after the change (before it, for a removal) to be told. Default: any.',
      ),
    changes: list(z.enum(changeKinds))
      .optional()
      .describe(
        'Which kinds of change are told. Default: all that what is watched can have, but description; reminder if remind is given.',
      ),
    remind: remind.optional(),
    notify: list(z.string()).describe('Names of the destinations that are told.'),
  })
  .superRefine(checkSelectors, settled(...names, 'nameContains'))
  .superRefine(checkCreation, settled('createdAfter', 'createdBefore'))
  .superRefine(checkChanges, settled(...watchable, 'changes'))
  .superRefine(checkFilters, settled(...watchable, 'changes', 'remind', ...filters))
  .superRefine(checkReminders, settled(...watchable, 'changes', 'remind', 'approvalStatus'))
  .describe('One rule: what is watched, what is told of it, and to whom. It names groups, images or packages.')
  .meta({ anyOf: watchable.map((option) => ({ required: [option] })) })
  .transform((rule) => ({ ...rule, changes: changesOf(rule) }));
