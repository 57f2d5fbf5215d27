import * as z from 'zod/mini';

/** What the stack tells its functions; the construct's `environment` is typed by it. */
export const functionEnvironment = z.object({
  TABLE_NAME: z.string().check(z.minLength(3)),
  ACCOUNT_ID: z.string().check(z.regex(/^\d{12}$/)),
  /** JSON object: destination's name in the config -> ARN of its topic. */
  TOPIC_ARNS: z.string(),
});

export type FunctionEnvironment = z.infer<typeof functionEnvironment>;

/** Lambda's own variables, which no construct sets. */
const lambdaEnvironment = z.object({ AWS_REGION: z.string() });

/** Throws a ZodError that names each variable that is missing or wrong. */
export function readEnvironment(environment: NodeJS.ProcessEnv) {
  const { TABLE_NAME, ACCOUNT_ID, TOPIC_ARNS } = z.parse(functionEnvironment, environment);
  const { AWS_REGION } = z.parse(lambdaEnvironment, environment);
  const topics: unknown = JSON.parse(TOPIC_ARNS);
  return {
    region: AWS_REGION,
    account: ACCOUNT_ID,
    table: TABLE_NAME,
    topics: z.parse(z.record(z.string(), z.string()), topics),
  };
}
