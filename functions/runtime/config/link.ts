import { z } from 'zod';
import { showValue } from './words.ts';

const placeholders = ['account', 'region', 'group', 'version'];
const pattern = /^https?:\/\/(?:[^\s{}]|\{(?:account|region|group|version)\})+$/;

export const link = z
  .string()
  .regex(pattern, { error: ({ input }) => describeLink(String(input)) })
  .refine((template) => !pattern.test(template) || URL.canParse(fill(template)), {
    error: ({ input }) => `${showValue(input)} is not a URL, even with its placeholders filled in`,
  })
  .describe(
    "URL template that a message's title points to. Placeholders: {account}, {region}, {group}, {version}. Without it, titles are no links.",
  )
  .meta({ examples: ['https://ml.example.com/models/{group}/{version}?region={region}'] });

function describeLink(template: string): string {
  const value = showValue(template);
  const allowed = placeholders.map((name) => `{${name}}`).join(', ');
  if (!/^https?:\/\//.test(template)) return `${value} is not allowed: a link starts with https:// or http://`;
  const unknown = Array.from(template.matchAll(/\{[^{}]*\}/g), ([found]) => found).find(
    (found) => !placeholders.includes(found.slice(1, -1)),
  );
  if (unknown !== undefined) return `${showValue(unknown)} is not a placeholder; allowed: ${allowed}`;
  if (/\s/.test(template)) return `${value} contains white space; write %20 in a URL`;
  return `${value} is not a URL template; braces are for placeholders only, allowed: ${allowed}`;
}

function fill(template: string): string {
  return template.replace(/\{(\w+)\}/g, '1');
}
