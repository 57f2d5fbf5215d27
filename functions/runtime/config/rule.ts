import { z } from 'zod';
import { changeKinds } from '../../domain/change.ts';
import { approvalStatuses } from '../../domain/model-package.ts';
import { list } from './list.ts';
import { checkCreation, checkGroupRemoved, checkSelectors } from './rule-checks.ts';
import { exception, selector } from './selector.ts';
import { settled } from './settled.ts';
import { timestamp } from './timestamp.ts';
import { showValue } from './words.ts';

const partPattern = /^[a-zA-Z0-9-]{1,63}$/;

export const ruleSchema = z
  .strictObject({
    groups: list(selector).describe(
      'Model package groups: names, globs with * and ?, or ARNs. Letter case does not matter. ["*"] is every group of the account and region.',
    ),
    except: list(exception, { min: 0 })
      .default([])
      .describe('Groups that the rule leaves out: names or globs with * and ?.'),
    nameContains: z
      .string()
      .regex(partPattern, {
        error: ({ input }) => `${showValue(input)} is not allowed; allowed: letters, digits and -, 1 to 63 of them`,
      })
      .optional()
      .describe("Only versions whose group's name contains this; letter case does not matter."),
    createdAfter: timestamp
      .optional()
      .describe('Only versions created after this time: an ISO 8601 date or date-time, UTC unless it says otherwise.'),
    createdBefore: timestamp
      .optional()
      .describe('Only versions created before this time: an ISO 8601 date or date-time, UTC unless it says otherwise.'),
    approvalStatus: list(z.enum(approvalStatuses))
      .optional()
      .describe(
        'The status that a version must have after the change (before it, for a removal) to be told. Default: any.',
      ),
    changes: list(z.enum(changeKinds))
      .default(changeKinds.filter((kind) => kind !== 'description'))
      .describe('Which kinds of change are told. Default: all but description.'),
    notify: list(z.string()).describe('Names of the destinations that are told.'),
  })
  .superRefine(checkSelectors, settled('groups', 'except', 'nameContains'))
  .superRefine(checkCreation, settled('createdAfter', 'createdBefore'))
  .superRefine(checkGroupRemoved, settled('changes', 'approvalStatus', 'createdAfter', 'createdBefore'))
  .describe('One rule: which groups are watched, what is told of them, and to whom.');
