import * as z from 'zod/mini';

/** What the stack tells the poll function; the construct's `environment` is typed by it. */
export const pollEnvironment = z.object({
  TABLE_NAME: z.string().check(z.minLength(3)),
  ACCOUNT_ID: z.string().check(z.regex(/^\d{12}$/)),
  /** JSON object: destination's name in the config -> ARN of its topic. */
  TOPIC_ARNS: z.string(),
});

export type PollEnvironment = z.infer<typeof pollEnvironment>;
