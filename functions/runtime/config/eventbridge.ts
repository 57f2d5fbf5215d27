import { z } from 'zod';
import { showValue } from './words.ts';

/** A partner's bus bears a / in its name; only the partner puts events there. */
const name = '[A-Za-z0-9._-]{1,256}';
const pattern = new RegExp(`^(?:arn:aws[a-z-]*:events:[a-z0-9-]+:\\d{12}:event-bus/)?${name}$`);

const bus = z
  .string()
  .regex(pattern, { error: ({ input }) => describeBus(String(input)) })
  .describe(
    'Name of an existing event bus of the account and region that the stack is deployed to, such as default, or the ARN of one of that region.',
  )
  .meta({ examples: ['default', 'arn:aws:events:eu-west-1:111122223333:event-bus/ml-platform'] });

export const eventbridge = z
  .strictObject({ bus })
  .describe('Amazon EventBridge: one event for each change, its detail as notification.schema.json describes it.');

function describeBus(bus: string): string {
  const value = showValue(bus);
  if (/(?:^|\/)aws\.partner\//.test(bus))
    return `${value} is a partner's event bus: only the partner puts events there`;
  if (bus.startsWith('arn:')) {
    return `${value} is not the ARN of an event bus; allowed: arn:aws:events:REGION:ACCOUNT:event-bus/NAME`;
  }
  return `${value} is not the name of an event bus; allowed: letters, digits, . _ and -, at most 256, or an ARN`;
}
