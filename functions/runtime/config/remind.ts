import { z } from 'zod';
import { duration } from './duration.ts';
import { hours, isDays } from './hours.ts';
import { describeUnknown } from './messages.ts';
import { showValue } from './words.ts';

const wait = duration('1m', '365d', '24h');

const options = {
  after: wait.describe('How long a version has waited for approval when it is reminded of: a number and m, h, d or w.'),
  every: wait
    .optional()
    .describe('How long after that it is reminded of again, and again. Default: it is reminded of once.'),
  between: hours
    .optional()
    .describe(
      'When reminders are sent: "HH:MM-HH:MM ZONE", and the days if not every day. What falls outside waits for the next beginning. Default: at any time.',
    ),
};

export const remind = z
  .strictObject(options, { error: describe })
  .describe(
    'Reminds of model versions that wait for approval, until they are decided on; asks for the kind reminder, whether or not changes names it.',
  );

/** The words for what is likely meant; else undefined. */
function describe(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && typeof issue.input === 'string') {
    return `${showValue(issue.input)} is not a map; allowed: after, every and between, such as { after: 24h }`;
  }
  if (issue.code !== 'unrecognized_keys') return undefined;
  return issue.keys
    .map((key) =>
      // YAML ends a value within braces at a comma.
      isDays(key)
        ? `${showValue(key)} is not an option here; if it is days, put all of between in quotes: between: "09:00-18:00 UTC, ${key}"`
        : describeUnknown(key, Object.keys(options)),
    )
    .join('\n');
}
