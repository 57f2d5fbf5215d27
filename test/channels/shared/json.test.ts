import fc from 'fast-check';
import * as z from 'zod/mini';
import { jsonBody, messageSchema } from '../../../functions/channels/shared/json.ts';
import type { Change } from '../../../functions/domain/change.ts';
import { anyChange, anyText } from '../arbitrary.ts';
import { approved, imageVersion, notify, refused } from '../build.ts';
import { everyChange, everyHostile } from '../hostile.ts';
import { found, unfit } from '../problems/text.ts';

const context = { account: '111122223333', region: 'eu-west-1', link: 'https://x.example/{group}/{version}' };
const change = approved(7, { description: 'Retrained.\n\u202eHidden', approvalStatus: 'Approved' });

test('everything, with the change as the domain has it', () => {
  expect(JSON.parse(jsonBody(notify(change, 'a'), context, 'rich'))).toEqual({
    format: 1,
    id: 'a',
    destination: 'ml-leads',
    account: '111122223333',
    region: 'eu-west-1',
    link: 'https://x.example/fraud-detector/7',
    change,
  });
});

test('plain: what the schema demands, so that a subscriber can still parse it', () => {
  expect(JSON.parse(jsonBody(notify(change, 'a'), context, 'plain'))).toEqual({
    format: 1,
    id: 'a',
    destination: 'ml-leads',
    account: '111122223333',
    region: 'eu-west-1',
    change: { ...change, description: undefined },
  });
});

test.each<[string, Change, object]>([
  [
    'a failed image version',
    { kind: 'image-failed', ...imageVersion(4), to: 'CREATE_FAILED', reason: 'hostile' },
    { kind: 'image-failed', ...imageVersion(4), to: 'CREATE_FAILED' },
  ],
  ['what cannot be read', refused(), { ...refused(), permission: undefined, reason: '' }],
])('plain: of %s, too, nothing that others wrote but the names', (_what, given, expected) => {
  expect(JSON.parse(jsonBody(notify(given), context, 'plain'))).toMatchObject({
    change: JSON.parse(JSON.stringify(expected)) as object,
  });
  expect(jsonBody(notify(given), context, 'plain')).not.toMatch(/hostile|authorized/u);
});

test('a text that is too long is cut visibly', () => {
  const body = JSON.parse(jsonBody(notify(approved(7, { description: 'x'.repeat(5000) })), context, 'rich')) as {
    change: { description: string };
  };
  expect(body.change.description).toBe(`${'x'.repeat(4093)}...`);
});

test('what is hostile is escaped, and comes out as it was', () => {
  const body = jsonBody(notify(change), context, 'rich');
  expect(body).toContain('Retrained.\\n\\u202eHidden');
  expect((JSON.parse(body) as { change: unknown }).change).toEqual(change);
});

test.each(everyHostile)(
  'every text comes out as it was, up to our own cut, whatever is hostile in it: %s',
  (_what, text) => {
    for (const [index, given] of everyChange(text).entries()) {
      const body = jsonBody(notify(given, `id-${index}`), context, 'rich');
      expect(found(/\n/u, body)).toEqual([]);
      expect(found(unfit, body)).toEqual([]);
      const read = messageSchema.parse(JSON.parse(body));
      expect(read).toMatchObject({ format: 1, id: `id-${index}`, destination: 'ml-leads', account: context.account });
      const [were, are] = [texts(given), texts(read.change)];
      expect([...are.keys()]).toEqual([...were.keys()]);
      expect([...were].filter(([key, was]) => !isSameOrCut(was, are.get(key) ?? ''))).toEqual([]);
    }
  },
);

test('plain: of every kind, nothing that others wrote but the names, those of stages and what was asked', () => {
  for (const given of everyChange('written', 'name')) {
    const read = messageSchema.parse(JSON.parse(jsonBody(notify(given), context, 'plain')));
    const left = [...texts(read.change)].filter(([, text]) => text.includes('written')).map(([path]) => path);
    expect(left.filter((path) => !['.from', '.to', '.operation'].includes(path))).toEqual([]);
  }
});

test('any change makes one line of valid, bounded JSON of the published schema', () => {
  fc.assert(
    fc.property(anyChange(), anyText, fc.constantFrom('rich' as const, 'plain' as const), (any, id, style) => {
      const body = jsonBody(notify(any, id), context, style);
      expect(Buffer.byteLength(body)).toBeLessThan(200 * 1024);
      expect(body).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      messageSchema.parse(JSON.parse(body));
    }),
  );
});

test('the schema can be published, and describes its fields', () => {
  const schema = z.toJSONSchema(messageSchema);
  expect(schema.required).toEqual(['format', 'id', 'destination', 'account', 'region', 'change']);
  for (const field of Object.values(schema.properties ?? {})) expect(field).toHaveProperty('description');
});

/** Every text of a change, by its path. */
function texts(value: unknown, path = ''): ReadonlyMap<string, string> {
  if (typeof value === 'string') return new Map([[path, value]]);
  if (typeof value !== 'object' || value === null) return new Map();
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(entries.flatMap(([key, inner]) => [...texts(inner, `${path}.${key}`)]));
}

/** A text as a reader finds it: the same, or its beginning and our cut, which takes blanks along. A half of a character cannot be sent. */
function isSameOrCut(text: string, read: string): boolean {
  const whole = text.toWellFormed();
  const kept = read.slice(0, -3);
  return (
    read === whole || (read.endsWith('...') && whole.startsWith(kept) && whole.slice(kept.length, 1000).trim() === '')
  );
}
