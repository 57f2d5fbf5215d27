import { PassThrough } from 'node:stream';
import type { WriteStream } from 'node:tty';
import pc from 'picocolors';
import type { Delivery } from '../../../local/audience.ts';
import { outputTo } from '../../../local/output.ts';
import { printed } from '../../../local/print.ts';

const delivery: Delivery = {
  notifications: [
    {
      id: 'x.people',
      destination: 'people',
      change: { kind: 'group-removed', arn: 'arn', group: 'churn', versions: 3, at: '2026-01-05T09:00:00.000Z' },
    },
  ],
  subject: 'Model group churn removed (3 versions)',
  body: 'The model group churn was removed.\n\nAccount:   000000000000, us-east-1',
};

/** A terminal of so many columns; 0 is what one says that does not know. */
function terminal(columns: number): WriteStream {
  const stream: unknown = Object.assign(new PassThrough(), { isTTY: true, columns });
  return stream as WriteStream;
}

test.each([
  [0, 100],
  [1, 100],
  [60, 60],
  [300, 100],
])('a terminal of %i columns gets a box of %i', (columns, width) => {
  const text = printed(
    delivery,
    { sns: { format: 'text', email: [] } },
    { ...outputTo(terminal(columns)), colors: pc.createColors(false) },
  );
  expect(text.split('\n').map((line) => line.length)).toEqual([0, width, 36, 1, 36, width]);
});
