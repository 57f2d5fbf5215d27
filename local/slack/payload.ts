import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Said } from './types.ts';

/** Slack's limits: https://docs.slack.dev/reference/block-kit; the last is of bolt-js#2509, counted on the safe side. */
const most = { blocks: 50, text: 4000, characters: 13_000 };

const text = (max: number) => z.string().min(1).max(max);
const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: text(max), emoji: z.boolean().optional() });
const anyText = (max: number) =>
  z.discriminatedUnion('type', [
    plainText(max),
    z.strictObject({ type: z.literal('mrkdwn'), text: text(max), verbatim: z.boolean().optional() }),
  ]);
const id = { block_id: z.string().min(1).max(255).optional() };

const section = z.strictObject({
  type: z.literal('section'),
  ...id,
  text: anyText(3000).optional(),
  fields: z.array(anyText(2000)).min(1).max(10).optional(),
  expand: z.boolean().optional(),
});

const block = z.discriminatedUnion('type', [
  section.refine((one) => one.text !== undefined || one.fields !== undefined),
  z.strictObject({ type: z.literal('context'), ...id, elements: z.array(anyText(3000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('header'), ...id, text: plainText(150) }),
  z.strictObject({ type: z.literal('divider'), ...id }),
]);

const payload = z.object({
  text: z.string().default(''),
  blocks: z.array(z.unknown()).default([]),
  mrkdwn: z.boolean().default(true),
});

/** What a payload says, or Slack's code for what is wrong with it. */
export function saidIn(body: unknown): Said | string {
  const parsed = payload.safeParse(body);
  if (!parsed.success) return 'invalid_payload';
  const { text: fallback, blocks, mrkdwn } = parsed.data;
  if (fallback === '' && blocks.length === 0) return 'no_text';
  if (fallback.length > most.text) return 'msg_too_long';
  const checked = z.array(block).max(most.blocks).safeParse(blocks);
  if (!checked.success) return 'invalid_blocks';
  const ids = checked.data.flatMap((one) => one.block_id ?? []);
  if (new Set(ids).size < ids.length) return 'invalid_blocks';
  if (JSON.stringify(blocks).length > most.characters) return 'msg_blocks_too_long';
  return { text: fallback, blocks: checked.data satisfies KnownBlock[], markup: mrkdwn };
}
