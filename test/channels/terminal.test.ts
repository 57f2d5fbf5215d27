import { createColors } from 'picocolors';
import { pretty } from '../../cli/json.ts';
import { detailText } from '../../cli/state/detail.ts';
import { formatTable } from '../../cli/table.ts';
import { historyColumns } from '../../cli/history/text.ts';
import type { Line } from '../../cli/history/lines.ts';
import { card } from '../../functions/channels/slack/card.ts';
import { compose } from '../../functions/channels/sns/compose.ts';
import type { Notification } from '../../functions/domain/change.ts';
import type { Destination } from '../../functions/runtime/config/destination.ts';
import type { Delivery } from '../../local/audience.ts';
import type { Output } from '../../local/output.ts';
import { jsonLines, printed } from '../../local/print.ts';
import { messageText } from '../../local/slack/index.ts';
import { notify } from './build.ts';
import { everyChange, hostile } from './hostile.ts';
import { found, unfit, unfitIn } from './problems/text.ts';

/** Without colours, so that every escape sequence is somebody else's. */
const output: Output = { colors: createColors(false), width: 80, write: () => Promise.resolve() };
const context = { account: '111122223333', region: 'eu-west-1', link: 'https://m.example.com/{group}/{version}' };

const sns = (format: 'text' | 'chatbot' | 'json'): Destination => ({ sns: { format, email: [] } });
const slack: Destination = { slack: { channel: 'C0123456789', token: 'bot' } };
const bus: Destination = { eventbridge: { bus: 'ml' } };

/** As the local run prints a notification, wherever it goes. */
function prints(notification: Notification): readonly string[] {
  const notifications = [notification] as const;
  const published = (format: 'text' | 'chatbot' | 'json'): Delivery => {
    const [{ subject, body } = { body: '' }] = compose(notifications, { format, context }, 'rich');
    return { notifications, body, ...(subject !== undefined && { subject }) };
  };
  const { text, blocks = [] } = card(notification, context);
  const shown: Delivery = { notifications, body: messageText({ text, blocks, markup: true }), inThread: true };
  const all = [
    ...(['text', 'chatbot', 'json'] as const).map((format) => [published(format), sns(format)] as const),
    [shown, slack] as const,
    [published('json'), bus] as const,
  ];
  return all.flatMap(([delivery, destination]) =>
    [false, true].map((seen) => printed(delivery, destination, output, { seen })),
  );
}

describe('on a terminal, nothing that others wrote is obeyed, or forges a line', () => {
  test.each(Object.entries(hostile))('as the local run prints it: %s', (_what, text) => {
    const texts = everyChange(text).flatMap((change, index) => prints(notify(change, `id-${index}`)));
    expect(texts.flatMap(unfitIn)).toEqual([]);
    for (const letter of texts.filter((one) => one.startsWith('\n'))) {
      const [, first = '', ...lines] = letter.split('\n');
      expect([first.slice(0, 3), lines.at(-1)?.slice(0, 2)]).toEqual(['╭─ ', '╰─']);
      expect(lines.slice(0, -1).filter((line) => !line.startsWith('│'))).toEqual([]);
    }
    const others = texts.filter((one) => !one.startsWith('\n'));
    expect(others.filter((line) => !line.startsWith('  ml-leads: ') || line.includes('\n'))).toEqual([]);
  });

  test.each(Object.entries(hostile))('as the stand-in for Slack shows it, whoever posted it: %s', (_what, text) => {
    expect(unfitIn(messageText({ text, blocks: [], markup: true }))).toEqual([]);
  });

  test.each(Object.entries(hostile))('as JSON, which keeps it all the same: %s', (_what, text) => {
    for (const [index, change] of everyChange(text).entries()) {
      const notifications = [notify(change, `id-${index}`)] as const;
      const line = jsonLines({ notifications, body: text }, slack);
      expect([...found(/\n/u, line), ...found(unfit, line), ...found(unfit, pretty(change))]).toEqual([]);
      expect(JSON.parse(line)).toMatchObject({ message: { text } });
      expect(JSON.parse(pretty(change))).toEqual(change);
    }
  });

  test.each(Object.entries(hostile))('above what is remembered of a group: %s', (_what, text) => {
    const collection = { kind: 'group', name: text, id: text, reference: `arn:${text}` } as const;
    const shown = detailText({ collection, chunks: [], outbox: [] }, { room: 80, colors: output.colors });
    expect(unfitIn(shown)).toEqual([]);
    expect(shown.split('\n')).toHaveLength(2);
  });

  test.each([Infinity, 100])('in a table of the command line, %d wide', (room) => {
    const changes = Object.values(hostile).flatMap((text) => everyChange(text)[1] ?? []);
    const lines = changes.map((change, index): Line => ({ id: `id-${index}`, change, destinations: new Map() }));
    const table = formatTable(lines, historyColumns, { room, colors: output.colors });
    expect(unfitIn(table)).toEqual([]);
    expect(table.split('\n')).toHaveLength(lines.length + 1);
  });
});
