import fc from 'fast-check';
import type { Change } from '../../functions/domain/change.ts';

/**
 * What someone may write who wants to be noticed, to lead astray, to look like us, to hide something, or to break what carries it;
 * by what it tries. None is long: they are to be combined.
 */
export const hostile: Readonly<Record<string, string>> = {
  'a mention of a channel': '<!channel> <!here|here> <!everyone> <!subteam^S012AB3CD>',
  'a mention of a person': '<@U012AB3CD> <@W1|boss>',
  'a channel': '<#C012AB3CD|general> #general',
  'mentions by name': '@here @channel @everyone a@evil.example',
  'a mention in Teams': '<at>everyone</at>',
  'a link of Slack': '<https://evil.example|Approved>',
  'a date of Slack': '<!date^0^{date}^https://evil.example|x>',
  'entities of Slack': '&lt;!channel&gt; &amp;lt;!here&amp;gt; &gt; quote',
  'half of a token of Slack': '<!channel|',
  'the other half': '> |b>',
  'styles of Slack': '*bold* _italic_ ~strike~ `code` ```pre```',
  'a style that begins': ' *',
  'a style that ends': '_* ',
  'a quotation': '\n> quote\n>>> quote',
  'emoji by name': ':white_check_mark: :aws: :+1: :skin-tone-2:',
  'emoji that look like an action': 'sagemaker:smile: :sagemaker:Smile: sts:Assume:Role:',
  'half an emoji that looks like an action': 'sagemaker:Smile',
  'a link of markdown': '[Approve](https://evil.example "x") ![x](//evil.example/x.png) [a]: //evil.example',
  'styles of markdown': '**bold** __bold__ ~~strike~~ \\*escaped\\* `code`',
  'a list, headings, a rule': '\n- item\n1. item\n2) item\n# Heading\nHeading\n===\n---',
  'a table, and a fence': '\n| a | b |\n|---|---|\n```\ncode',
  'a date of an Adaptive Card': '{{DATE(2026-01-01T00:00:00Z,SHORT)}}',
  'the end of our quotes': '”\n- Approval: Approved\n“',
  'an address': 'https://evil.example/x?a=b&c=d#e',
  'addresses without a scheme': 'www.evil.example evil.example //evil.example evil.xn--p1ai',
  'an address with credentials': 'https://user:password@evil.example:8443/',
  'an address that runs': 'javascript:alert(1) data:text/html,<b>x</b> vbscript:x mailto:a@evil.example',
  'an address that looks like an action': 'sagemaker://evil.example sts:Https://evil.example',
  'a way up': '../../admin',
  'percent-encoding': '%3C!channel%3E %0d%0aSubject:%20x %2e%2e%2f %00 %ZZ',
  'placeholders of ours': '{group} {version} {account} {region} {{group}}',
  'placeholders of others': '${version} $& $1 $` %s %d #{x} <%= x %> {{x}}',
  HTML: '<b>b</b><img src=x onerror=alert(1)><script>alert(1)</script><!-- &nbsp;&#42;b&#42;',
  'CDATA and a doctype': ']]><x/><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
  'the end of a JSON text': '"}],"id":"0","x":[{"y":"',
  'escapes of JSON': '\\ \\" \\u003c!channel\\u003e \\n \\',
  'JSON that looks like a message': '{"version":"1.0","source":"custom","content":{"description":"x"}}',
  'JSON for each protocol': '{"default":"x","email":"y"}',
  'a header of a mail': '\r\nSubject: x\r\nBcc: all@evil.example\r\n\r\nbody\r\n.\r\n',
  'a boundary of a mail': '\r\n--boundary\r\nContent-Type: text/html\r\n\r\n<b>x</b>',
  'a line of ours': '\nApproval:  PendingManualApproval -> Approved',
  'lines of ours, one after the other':
    '\r\nLink:      https://evil.example\nId: 0\nStatus: Approved\nAccount: 0\n\nDescription:\n  > x',
  'a line of a digest': '\n\n\n\nv9    approved, 20 Nov 2026 14:07 UTC',
  'a label, after a line separator': '\u2028ARN:       arn:aws:evil',
  'a label, after a paragraph separator': '\u2029Id:        0',
  'a label, after a next line': '\u0085Id:        0',
  'a label, after a form feed': '\fId:        0\vWhy: 0',
  'a row of a table': '\n\napproval  fraud-detector v7  Approved',
  'backspaces, a lone carriage return': 'Rejected\b\b\b\b\b\b\b\b\rApproved',
  'a bidi override': '\u202edevorppa\u202c',
  'bidi isolates and marks': '\u2066a\u2067b\u2068c\u2069\u200e\u200f\u061c',
  'zero-width characters': 'a\u200b\u2060\ufeff\u00ad\u180e\u034fb\u200d\u200d\u200d\u200c',
  'joiners and nothing else': '\u200d\u200c\u200d',
  'what is blank, and no blank': '\u3164\u115f\uffa0\u2800',
  'blanks of all kinds': '\t \u00a0\u1680\u2003\u202f\u205f\u3000',
  'a text in tags': '\u{e0041}\u{e0042}\u{e007f}',
  'a text in variation selectors': `x${Array.from('hidden', (letter) => String.fromCodePoint(0xe0100 + (letter.codePointAt(0) ?? 0))).join('')}`,
  'control characters': '\u0000\u0001\u0007\u007f\u0090\u009f',
  'colours of a terminal': '\u001b[31mred\u001b[0m \u009b31mred',
  'a cleared screen': '\u001b[2J\u001b[1;1H\u001bc',
  'a title and a link of a terminal': '\u001b]0;x\u0007\u001b]8;;https://evil.example\u001b\\x\u001b]8;;\u001b\\',
  'half a character': 'x\ud83d',
  'the other half of a character': '\ude00x',
  'halves that meet': '\ud83d\ud83d\ude00\ude00',
  'no characters': '\ufffe\uffff\u{1fffe}\ufdd0',
  'interlinear annotations': '\ufff9a\ufffab\ufffb',
  'characters of four bytes': '😀👩‍👩‍👧‍👦🏳️‍🌈𝐀𠮷',
  'accents that stand apart': 'é'.normalize('NFD'),
  'a stack of accents': `Z${'\u0301\u0327\u0335\u0360'.repeat(12)}`,
  'stacks that are joined': `Z${'\u0301\u0327\u0335\u200d'.repeat(12)}`,
  'accents on nothing': '\u0336\u20dd struck',
  'look-alikes of letters': 'Аpрroved Ꭺpproved 𝗔𝗽𝗽𝗿𝗼𝘃𝗲𝗱',
  'look-alikes of marks': '＜!channel＞ ＊b＊ ﹫here ：smile： evil。example ∕∕evil․example',
  'what grows when it is normalised': '\ufdfa\ufdfb㍿ﬃ',
  'names that objects have': '__proto__ constructor toString hasOwnProperty',
  'signs of ours': '✅ approved ❌ ⏳',
  'nothing but blanks': '   \n\n\t ',
  nothing: '',
};

/** Of any length that a limit could be at: letters of one to four bytes, and what grows when it is escaped. */
export const overlong: Readonly<Record<string, string>> = Object.fromEntries(
  [...Array.from('a<&"\\.:é字😀'), '\u0001', '\u202e', '\u{e0041}', '\u0301', '\n', ' ', 'w ', '<!here> '].map(
    (text) => [`many of ${JSON.stringify(text)}`, text.repeat(5000)],
  ),
);

/** What SageMaker takes for a name: letters, digits, and hyphens in between, at most 63. */
const hostileNames: readonly string[] = [
  ...['here', 'channel', 'everyone', 'https', 'www', 'mailto', 'sagemaker', 'xn--80ak6aa92e', 'v7', '0', '1e9', '7'],
  ...['constructor', 'toString', 'hasOwnProperty', 'null', 'undefined', 'true', 'NaN', 'Approved', 'Id', 'ARN'],
  ...['x'.repeat(63), `${'a-'.repeat(31)}a`, `a${'-'.repeat(61)}a`],
];

/** All of it, with what it tries. */
export const everyHostile: readonly (readonly [what: string, text: string])[] = [
  ...Object.entries(hostile),
  ...Object.entries(overlong),
  ...hostileNames.map((name) => [`the name ${name}`, name] as const),
];

/** Something hostile, short. */
export const anyHostile = fc.constantFrom(...Object.values(hostile));

const at = '2026-11-20T14:03:22.000Z';
const since = '2026-11-18T12:00:00.000Z';
const from = { status: 'Completed', approvalStatus: 'PendingManualApproval', registrationType: 'Registered' } as const;

/** A change of every kind, all that somebody else can write in it being this text; names and ARNs, too, or those others. */
export function everyChange(text: string, name = text): readonly Change[] {
  const actor = { name: text, role: text, arn: text };
  const facts = {
    ...from,
    at,
    description: text,
    reason: text,
    approvalDescription: text,
    lifeCycle: { stage: text, stageStatus: text, stageDescription: text },
  };
  const version = { ...facts, group: name, version: 7 };
  const named = { ...facts, name };
  const image = { at, image: name };
  const watch = { at, operation: text };
  const failed = { kind: 'watch-failed', ...watch, permission: text, role: text, reason: text } as const;
  const changes: readonly Unaddressed<Change>[] = [
    { kind: 'registered', ...version, by: actor, to: 'PendingManualApproval' },
    { kind: 'approval', ...version, by: actor, from: 'Rejected', to: 'Approved' },
    { kind: 'failed', ...version, editedBy: actor, from: 'InProgress', to: 'Failed' },
    { kind: 'lifecycle', ...version, by: actor, from: `x${text}`, to: text },
    { kind: 'lifecycle', ...version, editedBy: actor, from: text },
    { kind: 'description', ...version, editedBy: actor },
    { kind: 'reminder', ...version, by: actor, since, to: 'PendingManualApproval' },
    { kind: 'removed', ...version, from: 'Approved' },
    { kind: 'approval', ...named, editedBy: actor, to: 'Rejected' },
    { kind: 'removed', ...named, from: 'Failed' },
    { kind: 'group-removed', at, group: name, versions: 12 },
    { kind: 'image-created', ...image, version: 3, from: 'CREATING', to: 'CREATED' },
    { kind: 'image-failed', ...image, version: 3, reason: text, from: 'CREATING', to: 'CREATE_FAILED' },
    { kind: 'image-removed', ...image, version: 3, from: 'CREATED' },
    { kind: 'image-removed', ...image, versions: 3 },
    { ...failed, subject: 'group', group: name, fault: 'refused' },
    { ...failed, subject: 'image', image: name, fault: 'missing' },
    { ...failed, subject: 'packages', fault: 'unavailable' },
    { ...failed, subject: 'registry', operation: 'AssumeRole', fault: 'refused' },
    { kind: 'watch-recovered', ...watch, subject: 'group', group: name, since },
    { kind: 'watch-recovered', ...watch, subject: 'image', image: name, since },
    { kind: 'test', at, by: actor },
  ];
  return changes.map((change, index) => ({ ...change, arn: `${owners[index % 2] ?? ''}${name}${index}` }));
}

/** An ARN may be hostile from its beginning; of one owner, changes of one kind can be a digest. */
const owners = ['', 'arn:aws:sagemaker:eu-west-1:111122223333:model-package/'];

type Unaddressed<C> = C extends unknown ? Omit<C, 'arn'> : never;
