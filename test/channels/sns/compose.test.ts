import fc from 'fast-check';
import type { Change, Notification } from '../../../functions/domain/change.ts';
import { plan } from '../../../functions/channels/sns/batches.ts';
import { attributeBytes } from '../../../functions/channels/sns/attributes.ts';
import { compose, type Message } from '../../../functions/channels/sns/compose.ts';
import { anyChange, anyNotifications, anyText } from '../arbitrary.ts';
import { approved, notify, refused, version } from '../build.ts';
import { mailDigestProblems, mailProblems, snsProblems } from '../problems/sns.ts';

const context = { account: '111122223333', region: 'eu-west-1', link: 'https://models.example.com/{group}/{version}' };
const format = fc.constantFrom('text' as const, 'json' as const, 'chatbot' as const);
const style = fc.constantFrom('rich' as const, 'plain' as const);

function expectValid(message: Message): void {
  const { subject = '', body, attributes, bytes } = message;
  expect(snsProblems(message)).toEqual([]);
  expect(bytes).toBe(Buffer.byteLength(body) + Buffer.byteLength(subject) + attributeBytes(attributes));
}

test('whatever the registry and the config say, every message is one that SNS takes', () => {
  fc.assert(
    fc.property(anyChange(), anyText, format, style, (change, id, as, how) => {
      const [message] = compose([notify(change, id)], { format: as, context }, how);
      if (message === undefined) throw new Error('No message');
      expectValid(message);
      expect(message.bytes).toBeLessThan(224 * 1024);
      if (as === 'text' && how === 'plain') expect(message.body).toMatch(/^[ -~]+$/u);
    }),
    { numRuns: 300 },
  );
});

test('a request has at most ten messages and stays below 256 KiB, a digest below 64 KiB and 50 changes', () => {
  fc.assert(
    fc.property(anyNotifications(), format, style, (notifications, as, how) => {
      for (const request of plan(notifications, { format: as, context }, how)) {
        expect(request.length).toBeLessThanOrEqual(10);
        expect(request.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(224 * 1024);
        for (const message of request) {
          expectValid(message);
          if (message.notifications.length === 1) continue;
          expect(message.notifications.length).toBeLessThanOrEqual(50);
          expect(Buffer.byteLength(message.body)).toBeLessThanOrEqual(64 * 1024);
          const said = message.notifications.map(({ change }) => `${change.kind} ${JSON.stringify(placeOf(change))}`);
          expect(new Set(said).size).toBe(1);
        }
      }
    }),
  );
});

test('the largest digest stays below 64 KiB', () => {
  const largest = Array.from({ length: 50 }, (_, index): Notification => {
    const long = '😀'.repeat(400);
    const more = {
      group: long,
      description: long,
      reason: long,
      arn: `arn:aws:sagemaker:r:a:${index}${'字'.repeat(90)}`,
    };
    return notify(
      { ...version(Number.MAX_SAFE_INTEGER - index), ...more, kind: 'lifecycle', to: long },
      `${index}${long}`,
    );
  });
  const [message] = compose(largest, { format: 'text', context: { ...context, link: undefined } }, 'rich');
  expect(message?.notifications).toHaveLength(50);
  expect(Buffer.byteLength(message?.body ?? '')).toBeLessThan(64 * 1024);
  expect(message?.bytes).toBeLessThan(224 * 1024);
});

test('so does that of what cannot be read, its names and answers all of the largest', () => {
  const long = '😀'.repeat(5000);
  const all = Array.from({ length: 50 }, (_, index) =>
    notify({ ...refused(long), arn: `arn:${index}`, permission: `${index}${long}`, reason: long }, `${index}${long}`),
  );
  const [message] = compose(all, { format: 'text', context }, 'rich');
  expect(message?.notifications).toHaveLength(50);
  expect(Buffer.byteLength(message?.body ?? '')).toBeLessThan(64 * 1024);
  expect(message?.bytes).toBeLessThan(224 * 1024);
});

test('ten messages that are too many bytes for one request are two', () => {
  const many = Array.from({ length: 10 }, (_, index) =>
    notify(approved(index, { description: '字'.repeat(4000), reason: '字'.repeat(4000) })),
  );
  expect(plan(many, { format: 'json', context }, 'rich').map(({ length }) => length)).toEqual([9, 1]);
});

test('a request of a plan, planned again, is the same request: what is batched is what is sent', () => {
  fc.assert(
    fc.property(anyNotifications(), format, (notifications, as) => {
      for (const request of plan(notifications, { format: as, context }, 'rich')) {
        const again = plan(
          request.flatMap((message) => message.notifications),
          { format: as, context },
          'rich',
        );
        expect(again).toEqual([request]);
      }
    }),
  );
});

describe('no text forges a line', () => {
  test('of one change: each label stands once, all else is quoted or indented', () => {
    fc.assert(
      fc.property(anyChange(), anyText, (change, id) => {
        const [message] = compose([notify(change, id)], { format: 'text', context }, 'rich');
        expect(message && mailProblems(message)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test('of a digest: a line for each version or name, all else is quoted, indented or ours', () => {
    fc.assert(
      fc.property(fc.array(anyChange(), { minLength: 2, maxLength: 12 }), anyText, (changes, name) => {
        const alike = changes.map((change, index) => ({
          ...change,
          ...('group' in change && { group: name }),
          ...('image' in change && { image: name }),
          arn: `arn:aws:sagemaker:r:a:${index}`,
        }));
        const messages = compose(
          alike.map((change, index) => notify(change, `id-${index}`)),
          { format: 'text', context },
          'rich',
        );
        expect(messages.filter((message) => message.notifications.length > 1).flatMap(mailDigestProblems)).toEqual([]);
      }),
    );
  });
});

/** The one group or image that a digest holds changes of; what cannot be read is told together, wherever it is. */
function placeOf(change: Change): unknown {
  if ('subject' in change) return 'watched';
  if (change.kind === 'test') return change;
  return 'image' in change ? { image: change.image } : { group: change.group };
}
