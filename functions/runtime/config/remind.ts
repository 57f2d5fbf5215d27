import { z } from 'zod';
import { duration } from './duration.ts';
import { hours } from './hours.ts';

const wait = duration('1m', '365d');

export const remind = z
  .strictObject({
    after: wait.describe(
      'How long a version has waited for approval when it is reminded of: a number and m, h, d or w.',
    ),
    every: wait
      .optional()
      .describe('How long after that it is reminded of again, and again. Default: it is reminded of once.'),
    between: hours
      .optional()
      .describe(
        'When reminders are sent: "HH:MM-HH:MM ZONE", and the days if not every day. What falls outside waits for the next beginning. Default: at any time.',
      ),
  })
  .describe(
    'Reminds of model versions that wait for approval, until they are decided on; asks for the kind reminder, whether or not changes names it.',
  );
