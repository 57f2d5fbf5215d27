import { z } from 'zod';
import { settled } from './settled.ts';
import { showValue } from './words.ts';

const secretPattern =
  /^(?:[A-Za-z0-9/_+=.@-]{1,512}|arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[A-Za-z0-9/_+=.@-]{1,519})$/;

const secret = z.string().regex(secretPattern, {
  // Not what was given: whoever puts the secret itself here should not find it in a log.
  error: () => 'is not the name of a secret in Secrets Manager; the secret itself does not belong here',
});

const channelPattern = /^[CG][A-Z0-9]{5,20}$/;

/** A destination in Slack: an incoming webhook, or a bot that posts to a channel. */
export const slack = z
  .strictObject({
    webhook: secret
      .optional()
      .describe(
        'Name of the secret that holds the URL of an incoming webhook: as text, or as JSON with the key webhook.',
      ),
    channel: z
      .string()
      .regex(channelPattern, {
        error: ({ input }) =>
          `${showValue(input)} is not the id of a Slack channel; allowed: an id such as C0123456789, as the channel's details show it`,
      })
      .optional()
      .describe('Id of the channel that the bot posts to; invite the bot there.'),
    token: secret
      .optional()
      .describe("Name of the secret that holds the bot's token: as text, or as JSON with the key token."),
    key: z
      .string()
      .regex(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[a-z0-9-]{1,64}$/, {
        error: ({ input }) => `${showValue(input)} is not the ARN of a KMS key`,
      })
      .optional()
      .describe("ARN of the KMS key that encrypts the secret, if it is a customer's own."),
  })
  .superRefine(
    ({ webhook, channel, token }, context) => {
      const isWebhook = webhook !== undefined && channel === undefined && token === undefined;
      const isBot = webhook === undefined && channel !== undefined && token !== undefined;
      if (isWebhook || isBot) return;
      context.addIssue({
        code: 'custom',
        input: Object.keys({ ...(webhook && { webhook }), ...(channel && { channel }), ...(token && { token }) }),
        message: 'is neither a webhook nor a bot; give webhook, or channel and token',
      });
    },
    settled('webhook', 'channel', 'token'),
  )
  .describe('A channel in Slack.')
  .transform(({ webhook, channel = '', token = '', key }) => ({
    ...(webhook === undefined ? { channel, token } : { webhook }),
    ...(key !== undefined && { key }),
  }));
