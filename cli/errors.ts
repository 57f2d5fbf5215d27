import { oneLine } from '../functions/channels/shared/clean.ts';

/** Something that whoever gave the command can mend: the message says what and how, and is all that is shown. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: 1 | 2;

  /** @param exitCode 2 for what was asked for, 1 for what stands in the way of it */
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/**
 * What is said of an error that ends a command: never where in the code it came from. By name and shape: the classes stand in
 * modules that a command which fails early never loads.
 */
export function describeError(error: unknown): { readonly text: string; readonly exitCode: number } {
  if (!(error instanceof Error)) return { text: oneLine(String(error)), exitCode: 1 };
  // Its lines are the mistakes.
  if (error.name === 'ConfigError') return { text: error.message, exitCode: 1 };
  const exitCode = 'exitCode' in error && error.exitCode === 2 ? 2 : 1;
  return { text: oneLine(words(error)), exitCode };
}

function words(error: Error): string {
  const { name, message } = error;
  if (name === 'CredentialsProviderError') return `No AWS credentials${ofProfile()}: ${message}. ${whereCredentials}`;
  if (message === 'Region is missing') return 'No region: give --region, or set AWS_REGION';
  if (name === 'TimeoutError') return 'No answer: AWS, or what is to stand in for it, took too long';
  if (isSystemError(error)) return `No answer: ${reason(error)}`;
  if ('$response' in error && error instanceof SyntaxError) return 'What answers there is no AWS service';
  if (name === 'InvalidAction') return `${message}. The local run has no stacks: leave out --stack`;
  if ('$fault' in error) return `${name}: ${message}`;
  return message === '' ? name : message;
}

const whereCredentials =
  'Give --profile, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (the local run takes any)';

const ofProfile = (): string => {
  const profile = process.env['AWS_PROFILE'];
  return profile ? ` in the profile ${profile}` : '';
};

const isSystemError = (error: Error): boolean => 'code' in error && /^E[A-Z_]+$/.test(String(error.code));

/** Of a name with several addresses, each was tried: the reason is that of the first. */
const reason = (error: Error): string =>
  error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0].message : error.message;
