import { cleanLines } from '../../functions/channels/shared/clean.ts';
import { textOf, type Span } from './markup.ts';
import type { Said, SlackMessage } from './types.ts';
import { rowsOf, type Row } from './view.ts';

/** A channel as it stands, answers below what they answer. */
export function channelText(channel: string, messages: readonly SlackMessage[]): string {
  const own = messages.filter(({ thread }) => thread === undefined);
  const parts = own.map((message) => {
    const answers = messages.filter(({ thread }) => thread === message.ts);
    return [
      ...linesOf(message),
      ...(message.edited ? ['(edited)'] : []),
      ...answers.flatMap((answer) =>
        [...linesOf(answer), ...(answer.broadcast ? ['(in the channel, too)'] : [])].map((line, index) =>
          index === 0 ? `└ ${line}` : `  ${line}`,
        ),
      ),
    ].join('\n');
  });
  return [`#${channel}`, ...parts].join('\n\n');
}

/** One message, as a person would read it. */
export function messageText(said: Said): string {
  return linesOf(said).join('\n');
}

function linesOf(said: Said): readonly string[] {
  return rowsOf(said).flatMap(linesOfRow);
}

function linesOfRow(row: Row): readonly string[] {
  switch (row.type) {
    case 'text':
    case 'header':
    case 'small':
      return cleanLines(textOf(row.spans)).concat(urls(row.spans));
    case 'fields':
      return row.fields.map((field) => cleanLines(textOf(field)).join(': '));
    case 'divider':
      return ['---'];
  }
}

function urls(all: readonly Span[]): readonly string[] {
  return all.flatMap((span) => {
    if (span.type === 'link') return cleanLines(span.url);
    return 'children' in span ? urls(span.children) : [];
  });
}
