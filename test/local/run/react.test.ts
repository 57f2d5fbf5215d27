import type { SQSEvent } from 'aws-lambda';
import { TerminalLog } from '../../../local/log.ts';
import { reactTo } from '../../../local/react.ts';

const messages = ['a', 'b'].map((id) => ({ id, body: `{"${id}":1}`, sentAt: 0, receives: 2 }));
const source = { account: '000000000000', region: 'us-east-1' };
const context = { getRemainingTimeInMillis: () => 1000 };

function consumer(handler: Parameters<typeof reactTo>[0]) {
  const said: string[] = [];
  const write = (text: string) => Promise.resolve(void said.push(text));
  const colors = { yellow: (text: string) => text };
  const log = new TerminalLog(
    { colors, width: 80, write } as unknown as ConstructorParameters<typeof TerminalLog>[0],
    false,
  );
  return { consume: reactTo(handler, context, source, log), said };
}

test('the function gets what SQS would give it; what it says has failed comes again', async () => {
  const events: SQSEvent[] = [];
  const { consume, said } = consumer((event) => {
    events.push(event);
    return Promise.resolve({ batchItemFailures: [{ itemIdentifier: 'b' }] });
  });
  expect(await consume(messages)).toEqual(['b']);
  expect(events).toMatchObject([
    {
      Records: [
        { messageId: 'a', body: '{"a":1}', eventSource: 'aws:sqs', attributes: { ApproximateReceiveCount: '2' } },
        { messageId: 'b', body: '{"b":1}', md5OfBody: expect.stringMatching(/^[0-9a-f]{32}$/) as string },
      ],
    },
  ]);
  expect(said).toEqual([]);
});

test('if the function fails, all of the batch comes again, and it is said why', async () => {
  const { consume, said } = consumer(() => Promise.reject(new Error('no table')));
  expect(await consume(messages)).toEqual(['a', 'b']);
  expect(said).toEqual(['! the look at an event failed: no table']);
});
