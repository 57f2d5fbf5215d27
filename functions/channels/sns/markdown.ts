/**
 * The markdown of chat clients. Slack's and that of Microsoft Teams have different marks and different escapes, and the sender
 * does not know which client will show a message: what escapes in one is shown, or obeyed, in the other. So a character that
 * means something to either is shown as one that looks like it and means nothing.
 */
const lookalikes: Readonly<Record<string, string>> = {
  // Slack's mentions, channels, links and dates; HTML, entities and quotes in Teams.
  '&': '\uff06',
  '<': '\u2039',
  '>': '\u203a',
  '@': '\uff20',
  '#': '\uff03',
  // Emphasis, strike-through, code.
  '*': '\u2217',
  _: '\u02cd',
  '~': '\u223c',
  '`': '\u02cb',
  // Links, images, tables, escapes; `{{DATE(...)}}` of Adaptive Cards.
  '[': '\uff3b',
  ']': '\uff3d',
  '{': '\uff5b',
  '}': '\uff5d',
  '|': '\u2223',
  '\\': '\u2216',
  // Ours around what users wrote.
  '\u201c': '"',
  '\u201d': '"',
};
const marks = /[&<>@#*_~`[\]{}|\\\u201c\u201d]/gu;

/** What makes a link of bare text: `https:`, `mailto:`, `//`, `example.com`; and `:tada:` an emoji. */
const joint = /[.:/](?=[^\s.])/gu;
const brokenJoints: Readonly<Record<string, string>> = { '.': '\u2024', ':': '\u2236' };

/** Numbers and times of day are no links: `0.941`, `14:03:22`. Nor are IAM actions, which are to be copied. */
const harmlessWord = /^(?:[("'+-]?\d+(?:\.\d+|(?::\d\d){1,2})?|(?:sagemaker|sts):[A-Z][A-Za-z]*)[)"',;.%]*$/u;

/** What begins a list, a heading or a rule, where a line begins with it. */
const lineStart = /^(?:[-+=]|\d+[.)])/u;
const startLookalikes: Readonly<Record<string, string>> = {
  '-': '\u2010',
  '+': '\uff0b',
  '=': '\uff1d',
  '.': '\u2024',
  ')': '\uff09',
};

/** Text of one line, clean already, that neither mentions, links nor formats where it stands within a line. */
export function defuse(line: string): string {
  return line
    .replace(marks, (mark) => lookalikes[mark] ?? '')
    .replace(/[^ ]+/gu, (word) => (harmlessWord.test(word) ? word : word.replace(joint, breakJoint)));
}

/** The same for a whole line. */
export function defuseLine(line: string): string {
  return defuse(line).replace(lineStart, (start) => start.slice(0, -1) + (startLookalikes[start.slice(-1)] ?? ''));
}

function breakJoint(mark: string, at: number, word: string): string {
  if (mark === '/') return word[at + 1] === '/' ? '\u2044' : mark;
  return brokenJoints[mark] ?? mark;
}
