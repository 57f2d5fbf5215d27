import { createClients } from '../../functions/runtime/clients.ts';
import { systemClock } from '../../functions/runtime/clock.ts';
import { compose } from '../../functions/runtime/compose.ts';
import { parseConfig } from '../../functions/runtime/config/parse.ts';
import { startLocalAws } from '../../local/aws/index.ts';
import { approved, notify } from '../channels/build.ts';

const config = parseConfig(
  `
watch: [{ groups: ['*'], notify: [people, chat, events, missing] }]
destinations:
  people: { sns: { format: text } }
  chat: { sns: { format: chatbot } }
  events: { eventbridge: { bus: ml } }
  missing: { eventbridge: { bus: lost } }
link: https://models.example.com/{group}/{version}
`,
  'test.yaml',
);

test('every destination of a config has the channel that its kind and format ask for', async () => {
  const seen: string[] = [];
  const aws = await startLocalAws({
    port: 0,
    onPublish: ({ message }) => void seen.push(message),
    onEvent: ({ bus, detail }) => void seen.push(`${bus} ${JSON.stringify(detail)}`),
  });
  aws.createEventBus('ml');
  const { account, region, endpoint } = aws;
  const clients = createClients({ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' } });
  const { channels } = compose({
    config,
    source: { account, region },
    table: 'table',
    topics: { people: await aws.createTopic('people'), chat: await aws.createTopic('chat') },
    clients,
    clock: systemClock,
  });

  const outcomes: (string | undefined)[] = [];
  for (const [name, channel] of channels) {
    const notification = { ...notify(approved(7), 'id'), destination: name };
    const sent = await channel.send([notification], { style: 'rich', signal: new AbortController().signal });
    outcomes.push(sent.get('id')?.kind);
  }
  expect([...channels.keys()]).toEqual(['people', 'chat', 'events', 'missing']);
  expect(outcomes).toEqual(['accepted', 'accepted', 'accepted', 'destination-fault']);
  expect(seen).toEqual([
    expect.stringContaining('fraud-detector v7 was approved.\n'),
    expect.stringMatching(/^\{"version":"1\.0","source":"custom",.*models\.example\.com\/fraud-detector\/7/),
    expect.stringMatching(/^ml \{.*"destination":"events".*models\.example\.com\/fraud-detector\/7/),
  ]);
  for (const client of [clients.sagemaker, clients.dynamodb, clients.sns, clients.eventbridge]) client.destroy();
  await aws.close();
});
