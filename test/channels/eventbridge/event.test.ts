import { readFileSync } from 'node:fs';
import { Ajv, type AnySchema } from 'ajv';
import fc from 'fast-check';
import { entryBytes, event, plan } from '../../../functions/channels/eventbridge/event.ts';
import { anyChange, anyNotifications, anyText } from '../arbitrary.ts';
import { approved, notify, tested } from '../build.ts';
import { everyChange, overlong } from '../hostile.ts';

const context = { account: '111122223333', region: 'eu-west-1', link: 'https://models.example.com/{group}/{version}' };
const style = fc.constantFrom('rich' as const, 'plain' as const);
const matchesPublishedSchema = new Ajv({ formats: { 'date-time': true } }).compile(
  JSON.parse(readFileSync('notification.schema.json', 'utf8')) as AnySchema,
);

test('the event of one change', () => {
  const { entry, notifications } = event(notify(approved(7, { description: 'Retrained' }), 'a'), context, 'rich');
  expect(notifications).toHaveLength(1);
  expect({ ...entry, Detail: JSON.parse(entry.Detail ?? '') as unknown }).toEqual({
    Source: 'sagemaker-approval-notifier',
    DetailType: 'SageMaker Approval Notifier Change',
    Time: new Date('2026-11-20T14:03:22.000Z'),
    Resources: ['arn:aws:sagemaker:eu-west-1:111122223333:model-package/fraud-detector/7'],
    Detail: {
      format: 1,
      id: 'a',
      destination: 'ml-leads',
      account: '111122223333',
      region: 'eu-west-1',
      link: 'https://models.example.com/fraud-detector/7',
      change: approved(7, { description: 'Retrained' }),
    },
  });
});

test('the event of a test message: marked by its kind', () => {
  const { entry } = event(notify(tested(), 'a'), context, 'rich');
  expect(entry.Resources).toEqual(['arn:aws:sagemaker:eu-west-1:111122223333:*']);
  expect(JSON.parse(entry.Detail ?? '')).toMatchObject({ destination: 'ml-leads', change: tested() });
});

test('an entry is sized as EventBridge documents it: UTF-8, and 14 bytes for the time', () => {
  const entry = {
    Source: 's',
    DetailType: 'dé',
    Detail: '{"a":"字"}',
    Resources: ['r1', 'r2'],
    EventBusName: 'uncounted',
  };
  expect(entryBytes(entry)).toBe(1 + 3 + 11 + 4);
  expect(entryBytes({ ...entry, Time: new Date() })).toBe(1 + 3 + 11 + 4 + 14);
  expect(entryBytes({})).toBe(0);
});

test('whatever the registry says, every event is one that EventBridge takes, its detail of the published schema', () => {
  fc.assert(
    fc.property(anyChange(), anyText, style, (change, id, how) => {
      const { entry, bytes } = event(notify(change, id), context, how);
      expect(matchesPublishedSchema(JSON.parse(entry.Detail ?? ''))).toBe(true);
      expect(entry.Detail).not.toMatch(/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(entry.Resources?.join('')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      expect(entry.Time?.toISOString()).toBe(change.at);
      expect(bytes).toBe(entryBytes(entry));
      expect(bytes).toBeLessThan(224 * 1024);
    }),
    { numRuns: 300 },
  );
});

test.each(Object.entries(overlong))('with the longest texts, an event still is below 256 KB: %s', (_what, text) => {
  for (const change of everyChange(text)) {
    expect(event(notify(change, text), context, 'rich').bytes).toBeLessThan(256 * 1024);
  }
});

test('a request has at most ten events and stays below 256 KB; planned again, it is the same', () => {
  fc.assert(
    fc.property(anyNotifications(), style, (notifications, how) => {
      for (const request of plan(notifications, context, how)) {
        expect(request.length).toBeLessThanOrEqual(10);
        expect(request.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(224 * 1024);
        expect(
          plan(
            request.flatMap((each) => each.notifications),
            context,
            how,
          ),
        ).toEqual([request]);
      }
    }),
  );
});

test('ten events that are too many bytes for one request are two', () => {
  const many = Array.from({ length: 10 }, (_, index) =>
    notify(approved(index, { description: '字'.repeat(4000), reason: '字'.repeat(4000) })),
  );
  expect(plan(many, context, 'rich').map(({ length }) => length)).toEqual([9, 1]);
});

test('the documented event is of the published schema, and has the source and type of ours', () => {
  const [, example = ''] = /```json\n(.*?)```/su.exec(readFileSync('docs/eventbridge.md', 'utf8')) ?? [];
  const documented = JSON.parse(example) as Record<string, unknown>;
  expect(matchesPublishedSchema(documented['detail'])).toBe(true);
  const { Source, DetailType } = event(notify(approved(7)), context, 'rich').entry;
  expect(documented).toMatchObject({ source: Source, 'detail-type': DetailType });
});
