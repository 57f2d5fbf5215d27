import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { createEventBridgeChannel } from '../../../functions/channels/eventbridge/index.ts';
import type { Notification } from '../../../functions/domain/change.ts';
import type { SendOutcome } from '../../../functions/domain/channel.ts';
import { errorAnswer } from '../../../local/aws/index.ts';
import { approved, notify } from '../build.ts';
import { describeChannel } from '../contract.ts';
import { entriesOf, putAnswer, startBus, type TestBus } from './test-bus.ts';

for (const refusal of ['of the event', 'of the call'] as const) {
  describeChannel(`EventBridge, refusal ${refusal}`, () => startBus({ refusal }));
}
describeChannel('EventBridge, a bus that is looked at first', () => startBus({ bus: 'ml-platform' }));

const signal = new AbortController().signal;
const rich = { style: 'rich', signal } as const;
const versions = (count: number): readonly Notification[] =>
  Array.from({ length: count }, (_, index) => notify(approved(index + 1), `id-${index + 1}`));
const kinds = (outcomes: ReadonlyMap<string, SendOutcome>) => [...outcomes.values()].map(({ kind }) => kind);

describe('EventBridge', () => {
  let bus: TestBus;
  beforeAll(async () => {
    bus = await startBus({ refusal: 'of the call' });
  });
  beforeEach(() => {
    bus.reset();
  });
  afterAll(() => bus.close());

  const channelOf = (name: string, client = bus.client) =>
    createEventBridgeChannel({
      client,
      bus: name,
      context: { account: bus.account, region: bus.region },
      timeout: 1000,
    });

  test('25 notifications are three requests of at most ten events, in order, never a digest', async () => {
    const all = versions(25);
    const batches = bus.channel.batches(all);
    expect(batches.map(({ length }) => length)).toEqual([10, 10, 5]);
    for (const batch of batches) {
      expect(new Set(kinds(await bus.channel.send(batch, rich)))).toEqual(new Set(['accepted']));
    }
    expect(bus.calls('PutEvents').map((call) => entriesOf(call).length)).toEqual([10, 10, 5]);
    expect(bus.taken()).toEqual(all.map(({ id }) => id));
  });

  test.each<[string, string, SendOutcome['kind']]>([
    ['MalformedDetail', 'Detail is malformed.', 'message-fault'],
    ['InvalidArgument', 'Parameter Detail is not valid. Reason: Detail is a required argument.', 'message-fault'],
    ['RedactionFailure', 'Redaction failed', 'message-fault'],
    ['InvalidArgument', 'Parameter DetailType is not valid.', 'destination-fault'],
    ['InvalidArgument', 'Parameter EventBusName is not valid.', 'destination-fault'],
    ['InternalFailure', '', 'destination-fault'],
    ['InternalException', 'Oh', 'destination-fault'],
    ['ThrottlingException', 'Rate exceeded', 'destination-fault'],
    ['AccessDeniedException', 'Not yours', 'destination-fault'],
    ['NotAuthorizedForSourceException', 'Not authorized for the source.', 'destination-fault'],
    ['NotAuthorizedForDetailTypeException', 'Not authorized', 'destination-fault'],
    ['InvalidAccountIdException', 'No such account', 'destination-fault'],
    ['ResourceNotFoundException', 'Event bus does not exist.', 'destination-fault'],
    ['Odd', 'A code nobody knows', 'destination-fault'],
  ])(
    'one event that fails alone, for %s (%s), fails for that; the others are accepted',
    async (code, message, kind) => {
      bus.answer(() => putAnswer([{}, { ErrorCode: code, ErrorMessage: message }, {}]));
      const outcomes = await bus.channel.send(versions(3), rich);
      expect(kinds(outcomes)).toEqual(['accepted', kind, 'accepted']);
      expect(outcomes.get('id-2')).toHaveProperty('why', expect.stringContaining(code));
      expect(bus.requests()).toBe(1);
    },
  );

  test('an event that EventBridge says nothing of was not accepted', async () => {
    bus.answer(() => putAnswer([{}]));
    expect(kinds(await bus.channel.send(versions(2), rich))).toEqual(['accepted', 'destination-fault']);
  });

  test.each<[string, string, number, string, SendOutcome['kind']]>([
    [
      'the size',
      'ValidationException',
      400,
      'Total size of the entries in the request is over the limit.',
      'message-fault',
    ],
    ['the size, to a proxy', 'Odd', 413, 'Too long', 'message-fault'],
    [
      'a bus that is no bus',
      'ValidationException',
      400,
      "Value at 'entries.1.member.eventBusName' failed",
      'destination-fault',
    ],
    ['expired credentials', 'ExpiredTokenException', 400, 'Expired', 'destination-fault'],
    ['a code nobody knows', 'Odd', 400, 'Odd', 'destination-fault'],
    ['an outage that looks like bad content', 'ValidationException', 503, 'Detail', 'destination-fault'],
  ])('a call that fails for %s (%s, %d)', async (_what, code, status, message, kind) => {
    bus.answer(() => errorAnswer('events', code, message, status));
    const [outcome] = (await bus.channel.send(versions(1), rich)).values();
    expect(outcome).toMatchObject({ kind, why: expect.stringContaining(message) as unknown });
  });

  test('finding the culprit among ten takes few requests; an outage on the way ends it', async () => {
    const all = versions(10).map((each, index) =>
      index === 6 ? { ...each, change: approved(7, { description: 'POISON' }) } : each,
    );
    bus.refuse('POISON');
    expect(kinds(await bus.channel.send(all, rich)).filter((kind) => kind === 'message-fault')).toHaveLength(1);
    expect(bus.requests()).toBeLessThanOrEqual(9);

    bus.reset();
    bus.answer(
      () => errorAnswer('events', 'ValidationException', 'Total size of the entries in the request is over the limit.'),
      (call) => putAnswer(entriesOf(call).map(() => ({}))),
      () => errorAnswer('events', 'InternalException', 'Oh', 500),
    );
    expect(kinds(await bus.channel.send(all, rich))).toEqual([
      ...Array<string>(5).fill('accepted'),
      ...Array<string>(5).fill('destination-fault'),
    ]);
    expect(bus.requests()).toBe(3);
  });

  test('plain: the same schema, without what anyone may have written', async () => {
    const change = approved(7, { description: 'Retrained', lifeCycle: { stage: 'a', stageStatus: 'b' } });
    await bus.channel.send([notify(change, 'a')], { style: 'plain', signal });
    expect(bus.events()[0]?.detail).toMatchObject({ format: 1, id: 'a', change: { kind: 'approval', to: 'Approved' } });
    expect(JSON.stringify(bus.events())).not.toContain('Retrained');
  });

  test('the SDK’s own retries hide a hiccup, within the time', async () => {
    const { endpoint, region, credentials } = bus.client.config;
    const client = new EventBridgeClient({ region, credentials, ...(endpoint ? { endpoint } : {}), maxAttempts: 2 });
    bus.answer(() => errorAnswer('events', 'InternalException', 'Oh', 500));
    expect(kinds(await channelOf('default', client).send(versions(1), rich))).toEqual(['accepted']);
    expect(bus.requests()).toBe(2);
    client.destroy();
  });

  describe('PutEvents accepts events for a bus that is not there, and drops them: so', () => {
    const local = (name: string) => `arn:aws:events:${bus.region}:${bus.account}:event-bus/${name}`;

    test.each<[string, () => string]>([
      ['name', () => 'missing'],
      ['ARN', () => local('missing')],
    ])(
      'a bus of this account, by %s, is looked at first, and its lack is a fault of the destination',
      async (_by, name) => {
        const outcomes = await channelOf(name()).send(versions(2), rich);
        expect([...outcomes.values()]).toEqual(
          Array(2).fill({
            kind: 'destination-fault',
            why: expect.stringContaining('missing does not exist') as unknown,
          }),
        );
        expect(bus.calls('PutEvents')).toEqual([]);
      },
    );

    test('what is not looked at: the default bus, and a bus of another account', async () => {
      const foreign = `arn:aws:events:${bus.region}:999999999999:event-bus/theirs`;
      for (const name of ['default', local('default'), foreign]) {
        expect(kinds(await channelOf(name).send(versions(1), rich))).toEqual(['accepted']);
      }
      expect(bus.calls('DescribeEventBus')).toEqual([]);
      expect(bus.calls('PutEvents').flatMap(entriesOf)).toMatchObject([
        { EventBusName: 'default' },
        { EventBusName: local('default') },
        { EventBusName: foreign },
      ]);
    });

    test('a bus in another region is not reached, and no request is made', async () => {
      const elsewhere = `arn:aws:events:eu-west-1:${bus.account}:event-bus/there`;
      const [outcome] = (await channelOf(elsewhere).send(versions(1), rich)).values();
      expect(outcome).toMatchObject({
        kind: 'destination-fault',
        why: expect.stringContaining('eu-west-1') as unknown,
      });
      expect(bus.requests()).toBe(0);
    });
  });

  test('a bus that is there is looked at once, not before every batch; one that could not be, again', async () => {
    const custom = await startBus({ bus: 'ml-platform' });
    custom.mood('forbidden');
    expect(kinds(await custom.channel.send(versions(1), rich))).toEqual(['destination-fault']);
    expect(custom.calls('PutEvents')).toEqual([]);
    custom.mood('well');
    for (const version of [1, 2, 3]) await custom.channel.send([notify(approved(version))], rich);
    expect(custom.calls('DescribeEventBus')).toHaveLength(2);
    expect(custom.events().map((event) => event.bus)).toEqual(Array(3).fill('ml-platform'));
    await custom.close();
  });
});
