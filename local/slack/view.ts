import type { ContextBlockElement, KnownBlock, TextObject } from '@slack/types';
import { spans, type Span } from './markup.ts';
import type { Said } from './types.ts';

/** A message as rows from top to bottom, whatever they are drawn with. */
export type Row =
  | { readonly type: 'text' | 'small' | 'header'; readonly spans: readonly Span[] }
  | { readonly type: 'fields'; readonly fields: readonly (readonly Span[])[] }
  | { readonly type: 'divider' };

export function rowsOf({ text, blocks, markup }: Said): readonly Row[] {
  if (blocks.length === 0) return [{ type: 'text', spans: spans(text, { markup, automatic: markup }) }];
  return blocks.flatMap(rowsOfBlock);
}

function rowsOfBlock(block: KnownBlock): readonly Row[] {
  switch (block.type) {
    case 'section':
      return [
        ...(block.text ? [{ type: 'text' as const, spans: read(block.text) }] : []),
        ...(block.fields ? [{ type: 'fields' as const, fields: block.fields.map(read) }] : []),
      ];
    case 'context':
      return [{ type: 'small', spans: block.elements.flatMap(small) }];
    case 'header':
      return [{ type: 'header', spans: read(block.text) }];
    case 'divider':
      return [{ type: 'divider' }];
    default:
      return [];
  }
}

function small(element: ContextBlockElement, index: number): readonly Span[] {
  if (element.type === 'image') return [];
  return [...(index === 0 ? [] : [{ type: 'text' as const, text: ' · ' }]), ...read(element)];
}

function read(text: TextObject): readonly Span[] {
  if (text.type === 'plain_text') return spans(text.text, { markup: false, automatic: false });
  return spans(text.text, { markup: true, automatic: text.verbatim !== true });
}
