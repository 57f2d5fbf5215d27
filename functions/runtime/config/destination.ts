import { z } from 'zod';
import { eventbridge } from './eventbridge.ts';
import { list } from './list.ts';
import { settled } from './settled.ts';
import { slack } from './slack.ts';
import { isRecord, showValue } from './words.ts';

/** Names are keys of maps: what every object has by itself is none. */
const namePattern = /^(?!constructor$)[a-z][a-z0-9-]{0,39}$/;

/** Why that can be no destination's name; undefined if it can. */
export function nameMistake(name: string): string | undefined {
  if (namePattern.test(name)) return undefined;
  const but = name === 'constructor' ? ', but not this word' : '';
  return `${showValue(name)} is not a destination's name; allowed: a-z, 0-9 and -, a letter first, at most 40${but}`;
}

const topicPattern = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[A-Za-z0-9_-]{1,256}$/;

const topic = z
  .string()
  .regex(topicPattern, { error: ({ input }) => describeTopic(String(input)) })
  .describe('ARN of an existing standard topic. Without it, the stack creates the topic.')
  .meta({ examples: ['arn:aws:sns:eu-west-1:111122223333:ml-approvals'] });

const sns = z
  .strictObject({
    format: z
      .enum(['text', 'json', 'chatbot'])
      .describe(
        'text: sentences for people. json: one JSON object for machines. chatbot: for Amazon Q Developer in chat applications.',
      ),
    topic: topic.optional(),
    email: list(z.email({ error: ({ input }) => `${showValue(input)} is not an email address` }), { min: 0 })
      .default([])
      .describe('Who is subscribed by email to the topic that the stack creates; each confirms by a link in a mail.'),
  })
  .superRefine(
    ({ topic: existing, email }, context) => {
      if (existing === undefined || email.length === 0) return;
      context.addIssue({
        code: 'custom',
        path: ['email'],
        input: email,
        message:
          'cannot be combined with topic: the stack subscribes addresses only to a topic that it creates; subscribe them where that topic is managed',
      });
    },
    settled('topic', 'email'),
  )
  .describe('Amazon SNS.');

type Sns = z.output<typeof sns>;
type EventBridge = z.output<typeof eventbridge>;
type Slack = z.output<typeof slack>;

/** Of exactly one kind: whoever asks for one gets it, or goes on with the others. */
export type Destination =
  | { readonly sns: Sns; readonly eventbridge?: undefined; readonly slack?: undefined }
  | { readonly eventbridge: EventBridge; readonly sns?: undefined; readonly slack?: undefined }
  | { readonly slack: Slack; readonly sns?: undefined; readonly eventbridge?: undefined };

const kinds = { sns: sns.optional(), slack: slack.optional(), eventbridge: eventbridge.optional() };
const kindNames = Object.keys(kinds).join(', ');

const destination = z
  .strictObject(kinds)
  .superRefine(
    (given, context) => {
      const named = Object.keys(given);
      if (named.length === 1) return;
      const problem = named.length === 0 ? 'is an empty map' : `is of several kinds: ${named.join(', ')}`;
      context.addIssue({
        code: 'custom',
        input: given,
        message: `${problem}; a destination is exactly one of: ${kindNames}`,
      });
    },
    // An option that is none of ours is told as such; what it was meant to be is anyone's guess.
    { when: ({ value, issues }) => isRecord(value) && !issues.some(({ code }) => code === 'unrecognized_keys') },
  )
  .describe(`Where notifications go: exactly one of ${kindNames}.`)
  .meta({ minProperties: 1, maxProperties: 1 })
  .transform((given): Destination => {
    if (given.sns) return { sns: given.sns };
    if (given.slack) return { slack: given.slack };
    return given.eventbridge ? { eventbridge: given.eventbridge } : z.NEVER; // What is neither was refused above.
  });

export const destinationsSchema = z
  .record(z.string(), destination)
  .superRefine((destinations, context) => {
    const names = Object.keys(destinations);
    if (names.length === 0) {
      context.addIssue({ code: 'custom', input: destinations, message: 'is an empty map: nobody would be told' });
    }
    for (const name of names) {
      const message = nameMistake(name);
      if (message === undefined) continue;
      context.addIssue({ code: 'custom', path: [name], input: destinations[name], params: { part: 'key' }, message });
    }
  }, settled())
  .describe('Who can be told, by a name of your choice: a-z, 0-9 and -, a letter first, at most 40 characters.')
  .meta({ minProperties: 1, propertyNames: { pattern: namePattern.source } });

function describeTopic(arn: string): string {
  const value = showValue(arn);
  if (arn.endsWith('.fifo')) {
    return `${value} is a FIFO topic: those deliver to queues only and want a message group id; name a standard topic`;
  }
  return `${value} is not the ARN of an SNS topic; allowed: arn:aws:sns:REGION:ACCOUNT:NAME`;
}
