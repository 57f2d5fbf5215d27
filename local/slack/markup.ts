/** Text as Slack makes sense of it: https://docs.slack.dev/messaging/formatting-message-text */
export type Span =
  | { readonly type: 'text' | 'mention' | 'emoji'; readonly text: string }
  | { readonly type: 'date'; readonly text: string; readonly seconds: number; readonly format: string }
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Span[] }
  | { readonly type: Style; readonly children: readonly Span[] };

export type Style = 'bold' | 'italic' | 'strike' | 'code' | 'quote';

export interface Reading {
  /** Whether Slack looks for markup at all. */
  readonly markup: boolean;
  /** Whether it also makes links and emoji of what merely looks like it. */
  readonly automatic: boolean;
}

/** What stands in angle brackets, put aside: no formatting reaches into it. */
const bracketed = /<([^<>]*)>/gu;
const putAside = /\ue000(\d+)\ue000/u;

export function spans(source: string, { markup, automatic }: Reading): readonly Span[] {
  if (!markup) return [{ type: 'text', text: decode(source) }];
  const aside: Span[] = [];
  const text = source.replaceAll('\ue000', '').replace(bracketed, (_all, content: string) => {
    aside.push(special(content));
    return `\ue000${aside.length - 1}\ue000`;
  });
  return lines(text, aside, automatic);
}

function lines(text: string, aside: readonly Span[], automatic: boolean): readonly Span[] {
  return text.split('\n').flatMap((line, index): readonly Span[] => {
    const [, quoted] = /^(?:&gt;|>)(?!>)(.*)$/u.exec(line) ?? [];
    const inner = inline(quoted ?? line, aside, automatic);
    const shown: readonly Span[] = quoted === undefined ? inner : [{ type: 'quote', children: inner }];
    return index === 0 ? shown : [{ type: 'text', text: '\n' }, ...shown];
  });
}

type Rule = readonly [pattern: RegExp, make: (content: string, inner: (text: string) => readonly Span[]) => Span];

const edge = String.raw`(?<![\p{L}\p{N}])`;
const end = String.raw`(?![\p{L}\p{N}])`;
const styled = (mark: string, type: Style): Rule => [
  new RegExp(String.raw`${edge}${mark}(?=\S)([^${mark}\n]*[^\s${mark}])${mark}${end}`, 'u'),
  (content, inner) => ({ type, children: inner(content) }),
];
const always: readonly Rule[] = [
  [/`([^`\n]+)`/u, (content) => ({ type: 'code', children: [{ type: 'text', text: decode(content) }] })],
  styled('\\*', 'bold'),
  styled('_', 'italic'),
  styled('~', 'strike'),
  [/:([a-z0-9_+'-]+):/u, (content) => ({ type: 'emoji', text: `:${content}:` })],
];
const web =
  /((?:https?:\/\/|mailto:|www\.)[^\s\ue000]+|[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}(?:\/[^\s\ue000]*)?)/u;
const byItself: readonly Rule[] = [
  [web, (content) => ({ type: 'link', url: decode(content), children: [{ type: 'text', text: decode(content) }] })],
  [/([@#][\p{L}\p{N}][\p{L}\p{N}._-]*)/u, (content) => ({ type: 'mention', text: content })],
];

function inline(text: string, aside: readonly Span[], automatic: boolean): readonly Span[] {
  const inner = (part: string) => inline(part, aside, automatic);
  for (const [pattern, make] of automatic ? [...always, ...byItself] : always) {
    const found = pattern.exec(text);
    if (!found) continue;
    const rest = text.slice(found.index + found[0].length);
    return [...inner(text.slice(0, found.index)), make(found[1] ?? '', inner), ...inner(rest)];
  }
  const kept = putAside.exec(text);
  const span = kept && aside[Number(kept[1])];
  if (kept && span)
    return [...inner(text.slice(0, kept.index)), span, ...inner(text.slice(kept.index + kept[0].length))];
  return text === '' ? [] : [{ type: 'text', text: decode(text) }];
}

/** `<https://x|label>`, `<!here>`, `<@U1>`, `<#C1>`, `<!date^1^{date}|words>` */
function special(content: string): Span {
  const [target = '', ...labels] = content.split('|');
  const label = labels.join('|');
  const [, seconds, format] = /^!date\^(\d+)\^([^^]*)/u.exec(target) ?? [];
  if (seconds !== undefined)
    return { type: 'date', seconds: Number(seconds), format: format ?? '', text: decode(label) };
  if (/^[!@#]/u.test(target)) return { type: 'mention', text: decode(label || target) };
  return { type: 'link', url: decode(target), children: [{ type: 'text', text: decode(label || target) }] };
}

function decode(text: string): string {
  return text.replace(/&(amp|lt|gt);/gu, (_all, name: string) => ({ amp: '&', lt: '<', gt: '>' })[name] ?? '');
}

/** What can be read of it. */
export function textOf(all: readonly Span[]): string {
  return all.map((span) => ('children' in span ? textOf(span.children) : shown(span))).join('');
}

function shown(span: Exclude<Span, { readonly children: readonly Span[] }>): string {
  return span.type === 'date' ? timeIn(span) : span.text;
}

/** As Slack shows it to a reader whose time zone is UTC. */
function timeIn({ seconds, format, text }: Extract<Span, { type: 'date' }>): string {
  const time = new Date(seconds * 1000);
  if (Number.isNaN(time.getTime())) return text;
  const words = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', ...options }).format(time);
  return format
    .replace('{date_short}', words({ day: 'numeric', month: 'short', year: 'numeric' }))
    .replace('{time}', words({ hour: '2-digit', minute: '2-digit' }));
}
