import * as z from 'zod/mini';
import { found, unfitIn, unless } from './text.ts';

/** In units of UTF-16: the schema's own length counts a pair of them as one, and how AWS counts is not known. */
const most = (units: number) => z.refine<string>(({ length }) => length <= units, `longer than ${units}`);

/** The schema of a custom notification, with the limits of Amazon Q Developer. */
export const customNotification = z.strictObject({
  version: z.literal('1.0'),
  source: z.literal('custom'),
  content: z.strictObject({
    textType: z.literal('client-markdown'),
    title: z.optional(z.string().check(z.minLength(1), most(250))),
    description: z.string().check(z.minLength(1), most(8000)),
    nextSteps: z.optional(z.array(z.string().check(z.minLength(1)))),
    keywords: z.optional(z.array(z.string().check(z.minLength(1)))),
  }),
  metadata: z.optional(
    z.strictObject({
      threadId: z.optional(z.string().check(z.minLength(1))),
      summary: z.string(),
      eventType: z.string(),
      relatedResources: z.array(z.string().check(z.minLength(1))),
      additionalContext: z.record(z.string(), z.string().check(z.minLength(1))),
    }),
  ),
});
export type CustomNotification = z.infer<typeof customNotification>;

/** What either client could make a mention, a link or a format of; our own list is the only one. */
const active = /[&<>@#*_~`[\]{}|\\]|\/\/|\.(?=\p{L})|:(?=[\p{L}/_+-])/u;
/** What begins a list, a heading or a rule. */
const lineStart = /^(?:[-+=]|\d+[.)])/u;
const ours =
  /https:\/\/models\.example\.com\/[A-Za-z0-9./%-]*|\b(?:sagemaker|sts):[A-Z][A-Za-z]*(?!\w|:|\/|\.\w)|^(?:CREATE|DELETE)_FAILED$/gmu;
/** What of the text of a line either client would obey. */
export const activeIn = (line: string): readonly string[] => [
  ...found(active, line.replace(ours, '')),
  ...found(lineStart, line),
];

/** An ARN is for programs: it stays as it is, if it is one. */
const arn = /^arn:aws[a-z-]*:[A-Za-z0-9:/-]+$/u;

/** What is wrong with the body of a message: its shape, its limits, what it mentions, links or formats. */
export function chatbotProblems(body: string): readonly string[] {
  const parsed = customNotification.safeParse(JSON.parse(body));
  if (!parsed.success) return parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  const { content, metadata } = parsed.data;
  const { title = '', description, nextSteps = [], keywords = [] } = content;
  const { summary = '', threadId = '', relatedResources = [], additionalContext = {} } = metadata ?? {};
  const lines = [title, summary, ...nextSteps, ...keywords, ...Object.values(additionalContext)];
  const resources = [threadId, ...relatedResources].filter((text) => !arn.test(text));
  return [
    ...[description, ...lines, ...resources].flatMap((text) => [
      ...found(active, text.replace(ours, '')),
      ...unfitIn(text),
    ]),
    ...[title, summary, description].flatMap((text) => found(lineStart, text)),
    ...[...lines, ...resources].flatMap((text) => unless(!text.includes('\n'), `lines: ${text}`)),
  ];
}

/** What passes for a line of ours in the description of one change: each label stands once, in a list. */
export function chatbotLineProblems({ content }: CustomNotification): readonly string[] {
  const labels = [...content.description.matchAll(/^- ([^:]+): /gmu)].map(([, label]) => label);
  const lines = content.description.split('\n').slice(2);
  return [
    ...unless(new Set(labels).size === labels.length, `a label twice: ${labels.join(', ')}`),
    ...unless(lines.length === labels.length, `${lines.length} lines with ${labels.length} labels`),
  ];
}

/** The same of a digest: a line for each change, and where they are. */
export function chatbotDigestProblems({ content }: CustomNotification, changes: number): readonly string[] {
  const lines = content.description.split('\n').slice(2);
  const entries = lines.filter((line) => /^- (?:v\d+|model package .*|model group .*|image .*|the .*): /u.test(line));
  return [
    ...unless(changes <= 25, `${changes} changes`),
    ...unless(entries.length === changes, `${entries.length} lines for ${changes} changes`),
    ...unless(lines.length === changes + 1, `${lines.length} lines for ${changes} changes`),
  ];
}
