import type { Message } from '../../../functions/channels/sns/compose.ts';
import { found, unfit, unfitIn, unless } from './text.ts';

/** As SNS documents it: message, and names, types and values of its attributes. */
const mostBytes = 256 * 1024;

/** What SNS would refuse of a message, whatever its format. */
export function snsProblems({ subject, body, attributes }: Message): readonly string[] {
  const all = Object.entries(attributes);
  const counted = [
    body,
    ...all.flatMap(([name, { DataType = '', StringValue = '' }]) => [name, DataType, StringValue]),
  ];
  const bytes = counted.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  return [
    ...unless(body !== '', 'an empty body'),
    ...unless(bytes <= mostBytes, `${bytes} bytes`),
    ...unless(subject === undefined || /^[!-~][ -~]{0,98}$/u.test(subject), `the subject ${JSON.stringify(subject)}`),
    ...unfitOf(body),
    ...unless(all.length <= 10, `${all.length} attributes`),
    ...all.flatMap(([name, { DataType, StringValue = '' }]) => [
      ...unless(DataType === 'String' || DataType === 'String.Array', `${name} is of type ${DataType ?? 'none'}`),
      ...unless(/^[A-Za-z0-9_.-]{1,256}$/u.test(name), `an attribute is called ${name}`),
      ...valuesOf(DataType, StringValue).flatMap((value) => [
        ...unless(value !== '' && value.length <= 512, `${name} is ${JSON.stringify(value)}`),
        ...unfitIn(value),
      ]),
    ]),
  ];
}

const valuesOf = (type: string | undefined, value: string): readonly string[] =>
  type === 'String.Array' ? (JSON.parse(value) as string[]) : [value];

/** JSON keeps all marks of a text, and is one line. */
const unfitOf = (body: string): readonly string[] =>
  isJson(body) ? [...found(/\n/u, body), ...found(unfit, body)] : unfitIn(body);

function isJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

const labels = [
  ...[
    'Model',
    'Group',
    'Image',
    'Versions',
    'Status',
    'Approval',
    'Stage',
    'Was',
    'Asked',
    'Lacking',
    'Role',
    'Failed',
  ],
  ...['Waits', 'When', 'Noticed', 'Reminder', 'Since', 'Recovered', 'Link', 'Why', '(New d|D)escription', 'By'],
  ...[
    'About the stage',
    'Made by',
    'Last edit',
    'Note',
    'What to do',
    "(?:SageMaker|STS)'s answer",
    'Account',
    'ARN',
    'Id',
  ],
];
const label = new RegExp(`^(${labels.join('|')}):`, 'u');

/** What in the mail of one change passes for a line of ours: below the news each label stands once, all else is indented. */
export function mailProblems({ body }: Pick<Message, 'body'>): readonly string[] {
  const ours = linesOf(body);
  const seen = ours.map((line) => label.exec(line)?.[1] ?? `no label: ${line}`);
  return [
    ...seen.filter((one) => one.startsWith('no label')),
    ...unless(new Set(seen).size === seen.length, `a label twice: ${seen.join(', ')}`),
  ];
}

const entry = /^(?:v\d+|model package|model group|image|the unversioned model packages|the registry) /u;
const others = /^(?:What to do )?(?:(?:SageMaker|STS)'s answer for .* )?(?:Group |Image )?Account Ids$/u;

/** What in the mail of several does: there is a line for each, by version or name. */
export function mailDigestProblems({
  body,
  notifications,
}: Pick<Message, 'body' | 'notifications'>): readonly string[] {
  const ours = linesOf(body);
  const entries = ours.filter((line) => entry.test(line)).length;
  const rest = ours.filter((line) => !entry.test(line)).map((line) => line.split(':')[0] ?? '');
  return [
    ...unless(entries === notifications.length, `${entries} lines for ${notifications.length} changes`),
    ...unless(others.test(rest.join(' ')), `other lines: ${rest.join(' ')}`),
  ];
}

const linesOf = (body: string): readonly string[] =>
  body
    .split('\n')
    .slice(1)
    .filter((line) => line !== '' && !line.startsWith('  '));
