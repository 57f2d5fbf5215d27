import { textOf, type Span } from './markup.ts';
import { style } from './style.ts';
import type { Said, SlackMessage } from './types.ts';
import { rowsOf, type Row } from './view.ts';

export interface ChannelView {
  readonly name: string;
  readonly messages: readonly SlackMessage[];
}

/** The channels about as Slack would draw them: light, with threads open. */
export function page(channels: readonly ChannelView[]): string {
  const body =
    channels.length === 0 ? '<p class="none">Nothing has been said yet.</p>' : channels.map(channel).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Slack, standing in</title><style>${style}</style></head><body>${body}</body></html>`;
}

function channel({ name, messages }: ChannelView): string {
  const own = messages.filter(({ thread }) => thread === undefined);
  const parts = own.map((one) => {
    const answers = messages.filter(({ thread }) => thread === one.ts);
    const replies = answers.length === 1 ? '1 reply' : `${answers.length} replies`;
    const thread =
      answers.length === 0
        ? ''
        : `<div class="thread"><p class="count">${replies}</p>${answers.map(message).join('')}</div>`;
    return message(one) + thread;
  });
  return `<main><h1># ${escape(name)}</h1>${parts.join('')}</main>`;
}

function message(one: SlackMessage): string {
  const time = new Date(Number(one.ts) * 1000).toISOString().slice(11, 16);
  const edited = one.edited ? ' <span class="edited">(edited)</span>' : '';
  const shown = one.broadcast ? ' <span class="edited">(in the channel, too)</span>' : '';
  return `<article><div class="avatar">S</div><div><p class="who"><b>Model registry</b> <span class="app">APP</span> <time>${time}</time>${edited}${shown}</p>${said(one)}</div></article>`;
}

function said(one: Said): string {
  return rowsOf(one).map(row).join('');
}

function row(one: Row): string {
  switch (one.type) {
    case 'text':
      return `<p class="text">${drawn(one.spans)}</p>`;
    case 'small':
      return `<p class="small">${drawn(one.spans)}</p>`;
    case 'header':
      return `<h2>${drawn(one.spans)}</h2>`;
    case 'fields':
      return `<div class="fields">${one.fields.map((field) => `<p class="text">${drawn(field)}</p>`).join('')}</div>`;
    case 'divider':
      return '<hr>';
  }
}

function drawn(all: readonly Span[]): string {
  return all.map(span).join('');
}

const tags = { bold: 'b', italic: 'i', strike: 's', code: 'code', quote: 'blockquote' } as const;

function span(one: Span): string {
  switch (one.type) {
    case 'text':
    case 'emoji':
      return escape(one.text);
    case 'date':
      return escape(textOf([one]));
    case 'mention':
      return `<span class="mention">${escape(one.text)}</span>`;
    case 'link':
      return `<a ${/^https?:/u.test(one.url) ? `href="${escape(one.url)}"` : ''} rel="noreferrer">${drawn(one.children)}</a>`;
    case 'bold':
    case 'italic':
    case 'strike':
    case 'code':
    case 'quote':
      return `<${tags[one.type]}>${drawn(one.children)}</${tags[one.type]}>`;
  }
}

function escape(text: string): string {
  return text.replace(/[&<>"']/gu, (character) => `&#${character.codePointAt(0) ?? 0};`);
}
