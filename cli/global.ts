/** What every command takes. */
export interface GlobalOptions {
  readonly endpointUrl?: string;
  readonly region?: string;
  readonly profile?: string;
}

/** What whoever runs it calls it by. */
export const programName =
  process.env['npm_lifecycle_event'] === 'notifier' ? 'npm run notifier --' : 'sagemaker-approval-notifier';

/** Below a command's options. */
export const example = (command: string): string => `\nExample:\n  ${programName} ${command}`;
