import ms from 'ms';
import type { Config } from '../functions/runtime/config/schema.ts';
import type { LocalAws } from './aws/index.ts';
import type { Options } from './options.ts';
import type { Colors } from './output.ts';

/** What is said around the notifications. */

const longest = 88;

export interface Beginning {
  readonly options: Options;
  readonly config: Config;
  readonly isNew: boolean;
  /** What the config names and cannot be here. */
  readonly absent: readonly string[];
  /** Where the stand-in for Slack shows its channels, if there is one. */
  readonly slack: string | undefined;
  readonly colors: Colors;
}

export function introduction({ options, config, isNew, absent, slack, colors }: Beginning): string {
  const destinations = Object.entries(config.destinations).map(
    ([name, { sns, slack, eventbridge }]) =>
      `${name} (${slack ? 'Slack' : sns ? `SNS, ${sns.format}` : `EventBridge, ${eventbridge.bus}`})`,
  );
  const told = lines(destinations, longest);
  const rows = [
    ['registry', registryWords(options, isNew)],
    ...told.map((text, index) => [index === 0 ? 'told' : '', text]),
    ['config', options.config],
    ...absent.map((what) => ['left out', `${what}: another account or region`]),
    ...(slack === undefined ? [] : [['slack', `${slack}, in a browser: the channels as they stand`]]),
    ...(options.once ? [] : [['looks', lookWords(options)]]),
    ['data', options.once ? 'a temporary folder' : `${options.data}, to go on from when started again`],
  ];
  const table = rows.map(([label = '', text = '']) => `  ${colors.dim(label.padEnd(9))} ${text}`);
  return [colors.bold('SageMaker Approval Notifier, on this machine only'), ...table].join('\n');
}

/** Several things with commas between them, in as many lines as that takes. */
function lines(words: readonly string[], length: number): readonly string[] {
  const all: string[] = [];
  for (const [index, word] of words.entries()) {
    const text = index < words.length - 1 ? `${word},` : word;
    const last = all.at(-1);
    if (last === undefined || last.length + text.length >= length) all.push(text);
    else all[all.length - 1] = `${last} ${text}`;
  }
  return all;
}

function lookWords({ events, pollEvery }: Options): string {
  return `${events ? 'at once when SageMaker reports a change, and at everything ' : 'at everything '}every ${ms(pollEvery)}`;
}

function registryWords({ empty, data }: Options, isNew: boolean): string {
  if (empty) return 'empty';
  if (isNew)
    return '3 sample groups with 12 versions, an image and a model package; what was there before is told to nobody';
  return `as the last run left it. The sample story is told once only; to see it again, delete ${data}`;
}

/** What to try next, for someone who has seen the story, or has an empty registry. */
export function yourTurn({ endpoint, region, account }: LocalAws, empty: boolean, { dim, bold }: Colors): string {
  const group = empty ? 'my-model' : 'churn-model';
  const arn = `arn:aws:sagemaker:${region}:${account}:model-package/${group}/${empty ? 1 : 3}`;
  const commands = [
    `export AWS_ENDPOINT_URL=${endpoint} AWS_REGION=${region} AWS_DEFAULT_REGION=${region} AWS_ACCESS_KEY_ID=me AWS_SECRET_ACCESS_KEY=any`,
    ...(empty ? [`aws sagemaker create-model-package-group --model-package-group-name ${group}`] : []),
    `aws sagemaker create-model-package --model-package-group-name ${group}`,
    `aws sagemaker update-model-package --model-package-arn ${arn} --model-approval-status ${empty ? 'Approved' : 'Rejected'} --approval-description 'What I think of it'`,
  ];
  return [
    '',
    `${bold('Your turn.')} Any AWS client can change the registry, in another terminal for example:`,
    ...commands.map((command) => dim(`  ${command}`)),
    'Ctrl-C ends this.',
  ].join('\n');
}
