import { setTimeout } from 'node:timers/promises';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { createSlackChannel } from '../../../functions/channels/slack/index.ts';
import type { Change, Notification } from '../../../functions/domain/change.ts';
import type { Threads } from '../../../functions/domain/threads.ts';
import { createThreads } from '../../../functions/store/threads.ts';
import { startLocalAws, type LocalAws } from '../../../local/aws/index.ts';
import { messageText } from '../../../local/slack/index.ts';
import {
  approved,
  imageVersion,
  notify,
  recovered,
  refused,
  unversioned,
  version,
  wholeImage,
  reminder,
  tested,
} from '../build.ts';
import { channelId, context, idsOf, startSlack, type TestSlack } from './destination.ts';

const signal = new AbortController().signal;
const table = 'approval-notifier';
const at = (minute: number) => ({ at: `2026-11-20T14:${String(minute).padStart(2, '0')}:00.000Z` });

const registered = (number: number, minute = 0): Change => ({
  kind: 'registered',
  ...version(number, at(minute)),
  to: 'PendingManualApproval',
});
const approval = (number: number, minute = 5): Change => approved(number, at(minute));
const staged = (number: number, minute = 9): Change => ({
  kind: 'lifecycle',
  ...version(number, { ...at(minute), approvalStatus: 'Approved' }),
  to: 'Production/Active',
});

describe('with a bot token, a model version has one living message', () => {
  let slack: TestSlack;
  let aws: LocalAws;
  let client: DynamoDBClient;
  let threads: Threads;
  beforeAll(async () => {
    aws = await startLocalAws({ port: 0 });
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    client = new DynamoDBClient({ endpoint: aws.endpoint, region: aws.region, credentials });
  });
  beforeEach(async () => {
    const name = `${table}-${expect.getState().currentTestName?.length ?? 0}-${Math.random().toString(36).slice(2)}`;
    await aws.createTable(name);
    slack = await startSlack('bot');
    threads = createThreads({ client, table: name, clock: slack.clock });
  });
  afterEach(() => slack.close());
  afterAll(async () => {
    client.destroy();
    await aws.close();
  });

  /** As another invocation would: a channel that knows nothing but the table. */
  const tell = async (...notifications: readonly Notification[]) => {
    const { secrets, clock } = slack;
    const target = { channel: channelId, token: 'bot' };
    const channel = createSlackChannel({ target, secrets, clock, context, threads, apiUrl: slack.slack.url });
    const outcomes = new Map(
      (
        await Promise.all(channel.batches(notifications).map((batch) => channel.send(batch, { style: 'rich', signal })))
      ).flatMap((each) => [...each]),
    );
    return notifications.map(({ id }) => outcomes.get(id)?.kind);
  };
  const messages = () => slack.slack.messages(channelId);
  const own = () => messages().filter(({ thread }) => thread === undefined);
  const answers = () => messages().filter(({ thread }) => thread !== undefined);
  const methods = () => slack.asked.map(({ method }) => method);

  test('later changes update it, and answer in its thread, also after restarts', async () => {
    await tell(notify(registered(7), 'first'));
    const [posted] = own();
    await tell(notify(approval(7), 'second'));
    await tell(notify(staged(7), 'third'));

    expect(own().map(idsOf)).toEqual([['third']]);
    expect(own()[0]).toMatchObject({ ts: posted?.ts, edited: true });
    expect(messageText(own()[0] ?? none)).toMatch(
      /moved to Production\/Active.*Approval: ✅\s?Approved.*History in the thread/su,
    );
    expect(answers().map(idsOf)).toEqual([['second'], ['third']]);
    expect(answers().every(({ thread }) => thread === posted?.ts)).toBe(true);
    expect(methods()).toEqual([
      'chat.postMessage',
      'chat.update',
      'chat.postMessage',
      'chat.update',
      'chat.postMessage',
    ]);
  });

  test('a reminder is said in its thread and in the channel, and changes nothing that it shows', async () => {
    await tell(notify(registered(7), 'first'));
    const before = own();
    await tell(notify(reminder(7), 'second'));
    expect(own()).toEqual(before);
    expect(answers()).toMatchObject([{ thread: before[0]?.ts, broadcast: true }]);
    await tell(notify(approval(7, 30), 'third'));
    expect(own().map(idsOf)).toEqual([['third']]);
    expect(answers().map(({ broadcast }) => broadcast)).toEqual([true, undefined]);
  });

  test('a reminder of a version without one begins it', async () => {
    await tell(notify(reminder(7), 'first'));
    await tell(notify(approval(7, 30), 'second'));
    expect(own().map(idsOf)).toEqual([['second']]);
    expect(answers().map(idsOf)).toEqual([['second']]);
  });

  test('several reminders are one digest, whatever threads there are, which stay as they are', async () => {
    await tell(notify(registered(7), 'first'));
    const [before] = own();
    await tell(notify(reminder(7), 'second'), notify(reminder(8), 'third'), notify(approval(7, 30), 'fourth'));
    expect(own().map(idsOf)).toEqual([['fourth'], ['second', 'third']]);
    expect(own()[0]?.ts).toBe(before?.ts);
    expect(answers().map(idsOf)).toEqual([['fourth']]);
  });

  test('of versions, not of groups; the case of an ARN does not matter', async () => {
    const gone = {
      kind: 'group-removed' as const,
      arn: 'arn:group',
      group: 'old',
      at: '2026-11-20T14:03:22Z',
      versions: 1,
    };
    await tell(notify(gone, 'first'));
    await tell(notify({ ...gone, at: '2026-11-20T15:03:22Z' }, 'second'));
    expect(own()).toHaveLength(2);

    const upper = registered(7);
    await tell(notify({ ...upper, arn: upper.arn.toUpperCase() }, 'third'));
    await tell(notify(approval(7), 'fourth'));
    expect(answers().map(idsOf)).toEqual([['fourth']]);
  });

  test.each<[string, 'chat.update' | 'chat.postMessage', string]>([
    ['deleted by a person', 'chat.update', 'message_not_found'],
    ['no longer to be edited', 'chat.update', 'cant_update_message'],
    ['deleted in between', 'chat.postMessage', 'thread_not_found'],
  ])('one that is %s is posted anew, and lives from then on', async (_what, method, error) => {
    await tell(notify(registered(7), 'first'));
    if (method === 'chat.update') slack.next({ error });
    else slack.next(undefined, { error });
    expect(await tell(notify(approval(7), 'second'))).toEqual(['accepted']);
    await tell(notify(staged(7), 'third'));
    expect(own().at(-1)).toMatchObject({ edited: true });
    expect(own()).toHaveLength(2);
    expect(answers().map(({ thread }) => thread)).toEqual([own().at(-1)?.ts]);
  });

  test('a version that is registered anew has a new one', async () => {
    await tell(notify(registered(7), 'first'));
    await tell(notify({ kind: 'removed', ...version(7, at(3)), from: 'Rejected' }, 'second'));
    await tell(notify(registered(7, 4), 'third'));
    await tell(notify(approval(7), 'fourth'));
    expect(own().map(idsOf)).toEqual([['second'], ['fourth']]);
  });

  test('so has an unversioned model package, and an image version', async () => {
    await tell(notify({ kind: 'registered', ...unversioned(), to: 'InProgress' }, 'first'));
    await tell(notify({ kind: 'failed', ...unversioned(), to: 'Failed', ...at(9) }, 'second'));
    await tell(notify({ kind: 'image-created', ...imageVersion(3), to: 'CREATED' }, 'third'));
    await tell(notify({ kind: 'image-removed', ...imageVersion(3), from: 'CREATED', ...at(9) }, 'fourth'));
    expect(own().map(idsOf)).toEqual([['second'], ['fourth']]);
    expect(answers().map(idsOf)).toEqual([['second'], ['fourth']]);
  });

  test('an image made anew under its old name does not go on where the old one ended', async () => {
    const created: Change = { kind: 'image-created', ...imageVersion(1), to: 'CREATED' };
    await tell(notify(created, 'first'));
    await tell(notify({ kind: 'image-removed', ...wholeImage(), versions: 1, ...at(5) }, 'second'));
    await tell(notify({ ...created, ...at(9) }, 'third'));
    expect(own().map(idsOf)).toEqual([['first'], ['second'], ['third']]);
  });

  test('what can be read again says so where its failure was told; the next failure is another story', async () => {
    await tell(notify(refused(), 'first'));
    await tell(notify(recovered(), 'second'));
    expect(own().map(idsOf)).toEqual([['second']]);
    expect(messageText(own()[0] ?? none)).toMatch(/^✅ Model group fraud-detector can be read again/u);
    expect(answers().map(idsOf)).toEqual([['second']]);

    await tell(notify({ ...refused(), at: '2026-11-20T18:00:00.000Z' }, 'third'));
    expect(own().map(idsOf)).toEqual([['second'], ['third']]);
  });

  test('what failed again in a digest does not end in the thread of the time before', async () => {
    await tell(notify(refused(), 'first'));
    await tell(notify(recovered(), 'second'));
    const again = { ...refused(), at: '2026-11-20T18:00:00.000Z' };
    await tell(notify(again, 'third'), notify(refused('churn'), 'fourth'));
    const over = { ...recovered(), since: again.at, at: '2026-11-20T19:00:00.000Z' };
    await tell(notify(over, 'fifth'));
    expect(own().map(idsOf)).toEqual([['second'], ['third', 'fourth'], ['fifth']]);
  });

  test('a test message is one of its own, and no part of what is told of the registry', async () => {
    const failed = { ...refused(), subject: 'registry' as const, group: undefined, arn: tested().arn };
    await tell(notify(failed, 'first'));
    await tell(notify(tested(), 'second'));
    await tell(notify({ ...recovered(), ...at(20), subject: 'registry', group: undefined, arn: failed.arn }, 'third'));
    expect(own().map(idsOf)).toEqual([['third'], ['second']]);
    expect(answers().map(idsOf)).toEqual([['third']]);
  });

  test('another channel in the config begins another one there', async () => {
    await tell(notify(registered(7), 'first'));
    const { secrets, clock } = slack;
    const target = { channel: 'C0OTHER', token: 'bot' };
    const channel = createSlackChannel({ target, secrets, clock, context, threads, apiUrl: slack.slack.url });
    await channel.send([notify(approval(7), 'second')], { style: 'rich', signal });
    await channel.send([notify(staged(7), 'third')], { style: 'rich', signal });
    expect(slack.slack.messages('C0OTHER').map(idsOf)).toEqual([['third'], ['third']]);
    expect(messages()).toMatchObject([{ edited: false }]);
  });

  test('a change that is told again, as its record was lost, is not told twice', async () => {
    await tell(notify(registered(7), 'first'));
    await tell(notify(registered(7), 'first'));
    await tell(notify(approval(7), 'second'));
    expect(await tell(notify(approval(7), 'second'))).toEqual(['accepted']);
    expect(messages()).toHaveLength(2);
  });

  test('an answer that is lost counts as not told: better twice than never', async () => {
    slack.next({ connection: 'lost' });
    expect(await tell(notify(registered(7), 'first'))).toEqual(['destination-fault']);
    expect(await tell(notify(registered(7), 'first'))).toEqual(['accepted']);
    expect(own().map(idsOf)).toEqual([['first'], ['first']]);
  });

  test('killed between the update and the answer, the next try does both', async () => {
    await tell(notify(registered(7), 'first'));
    slack.next(undefined, { status: 503, body: '' });
    expect(await tell(notify(approval(7), 'second'))).toEqual(['destination-fault']);
    expect(await tell(notify(approval(7), 'second'))).toEqual(['accepted']);
    expect(own().map(idsOf)).toEqual([['second']]);
    expect(answers().map(idsOf)).toEqual([['second']]);
  });

  test('an old change that is replayed is told in the thread, and does not turn the message back', async () => {
    await tell(notify(registered(7), 'first'));
    await tell(notify(staged(7), 'third'));
    await tell(notify(approval(7), 'second'));
    expect(own().map(idsOf)).toEqual([['third']]);
    expect(answers().map(idsOf)).toEqual([['third'], ['second']]);
  });

  describe('what is told again on purpose', () => {
    const again = (change: Change, id: string): Notification => ({ ...notify(change, id), again: true });

    test('is told, though it was what was told last', async () => {
      await tell(notify(registered(7), 'first'));
      await tell(notify(approval(7), 'second'));
      const before = own();
      expect(await tell(again(approval(7), 'second'))).toEqual(['accepted']);
      expect(own()).toEqual(before);
      expect(answers().map(idsOf)).toEqual([['second'], ['second']]);
    });

    test('is said in the thread that there is, also if it once began it, and turns nothing back', async () => {
      await tell(notify(registered(7), 'first'));
      await tell(notify(approval(7), 'second'));
      const before = own();
      await tell(again(registered(7), 'first'));
      expect(own()).toEqual(before);
      expect(answers().map(idsOf)).toEqual([['second'], ['first']]);
      // What the guard against a lost record goes by is still what was told last.
      await tell(notify(approval(7), 'second'));
      await tell(notify(staged(7), 'third'));
      expect(own().map(idsOf)).toEqual([['third']]);
      expect(answers().map(idsOf)).toEqual([['second'], ['first'], ['third']]);
    });

    test('without a thread it is a plain message, which does not live', async () => {
      await tell(again(registered(7), 'first'));
      await tell(notify(approval(7), 'second'));
      await tell(notify(staged(7), 'third'));
      expect(own().map(idsOf)).toEqual([['first'], ['third']]);
      expect(answers().map(idsOf)).toEqual([['third']]);
    });

    test('beside others it goes to its own thread all the same', async () => {
      await tell(notify(registered(7), 'first'));
      await tell(notify(registered(8), 'other'));
      await tell(again(registered(7), 'first'), notify(approval(8), 'second'));
      expect(own().map(idsOf)).toEqual([['first'], ['second']]);
      expect(answers().map(idsOf)).toEqual([['first'], ['second']]);
    });

    test('what was never shown, as it was given up, is shown now', async () => {
      await tell(notify(registered(7), 'first'));
      await tell(again(approval(7), 'second'));
      expect(own().map(idsOf)).toEqual([['second']]);
      expect(answers().map(idsOf)).toEqual([['second']]);
    });
  });

  test('a thread that is not remembered loses no notification', async () => {
    const real = threads;
    threads = {
      get: (destination, subject) => real.get(destination, subject),
      put: () => Promise.reject(new Error('x')),
    };
    expect(await tell(notify(registered(7), 'first'))).toEqual(['accepted']);
    threads = { get: () => Promise.reject(new Error('x')), put: () => Promise.reject(new Error('x')) };
    expect(await tell(notify(approval(7), 'second'))).toEqual(['accepted']);
    threads = { get: () => new Promise(() => undefined), put: () => new Promise(() => undefined) };
    expect(await tell(notify(staged(7), 'third'))).toEqual(['accepted']);
    expect(own().map(idsOf)).toEqual([['first'], ['second'], ['third']]);
  });

  test('what would be remembered too late is not: it would turn back what others remember meanwhile', async () => {
    await tell(notify(registered(7), 'first'));
    const earlier = await threads.get('people', version(7).arn);
    const end = new AbortController();
    let writing: Promise<boolean> | undefined;
    const late: Threads = {
      get: (...asked) => threads.get(...asked),
      put: (...remembered) => {
        end.abort();
        writing = setTimeout(10).then(() => threads.put(...remembered));
        return writing;
      },
    };
    const { secrets, clock } = slack;
    const target = { channel: channelId, token: 'bot' };
    const channel = createSlackChannel({ target, secrets, clock, context, threads: late, apiUrl: slack.slack.url });
    const outcomes = await channel.send([notify(approval(7), 'second')], { style: 'rich', signal: end.signal });
    expect(outcomes.get('second')).toEqual({ kind: 'accepted' });
    await expect(writing).rejects.toThrow('aborted');
    expect(await threads.get('people', version(7).arn)).toEqual(earlier);
  });

  test('in a digest, what has a message is told there, and the rest makes none', async () => {
    await tell(notify(registered(1), 'r1'));
    await tell(notify(registered(2), 'r2'));
    slack.asked.length = 0;
    const changes = [1, 2, 3, 4].map((number) => notify(approval(number), `a${number}`));
    expect(await tell(...changes)).toEqual(['accepted', 'accepted', 'accepted', 'accepted']);
    expect(own().map(idsOf)).toEqual([['a1'], ['a2'], ['a3', 'a4']]);
    expect(answers().map(idsOf)).toEqual([['a1'], ['a2']]);

    await tell(notify(staged(3), 's3'));
    await tell(notify({ kind: 'removed', ...version(3, at(20)), from: 'Approved' }, 'x3'));
    expect(own().map(idsOf)).toEqual([['a1'], ['a2'], ['a3', 'a4'], ['x3']]);
  });

  test('a burst is one digest, and every living message shows the state of now', async () => {
    for (const number of [1, 2, 3, 4, 5, 6]) await tell(notify(registered(number), `r${number}`));
    slack.asked.length = 0;
    await tell(...[1, 2, 3, 4, 5, 6].map((number) => notify(approval(number), `a${number}`)));
    expect(answers()).toEqual([]);
    expect(own().map(idsOf)).toEqual([
      ['a1'],
      ['a2'],
      ['a3'],
      ['a4'],
      ['a5'],
      ['a6'],
      ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'],
    ]);
    expect(methods().filter((method) => method === 'chat.postMessage')).toHaveLength(1);
  });

  test('the first message wins', async () => {
    const thread = { channel: channelId, ts: '1.000001', told: 'first', shows: '2026-11-20T14:00:00.000Z' };
    expect(await threads.put('people', 'ARN:x', thread)).toBe(true);
    expect(await threads.put('people', 'arn:x', { ...thread, ts: '2.000001' })).toBe(false);
    expect(await threads.get('people', 'arn:X')).toEqual(thread);
    const next = { ...thread, ts: '3.000001', told: 'second' };
    expect(await threads.put('people', 'arn:x', next, thread)).toBe(true);
    expect(await threads.put('people', 'arn:x', thread, thread)).toBe(false);
    expect(await threads.get('people', 'arn:x')).toEqual(next);
    expect(await threads.get('others', 'arn:x')).toBeUndefined();
  });

  test('its item expires, and one of a newer release is left alone', async () => {
    const name = `${table}-raw`;
    await aws.createTable(name);
    const store = createThreads({ client, table: name, clock: slack.clock });
    const thread = { channel: channelId, ts: '1.000001', told: 'first', shows: '2026-11-20T14:00:00.000Z' };
    await store.put('people', 'arn:x', thread);
    const Key = { pk: { S: 'slack#people' }, sk: { S: 'arn:x' } };
    const { Item } = await client.send(new GetItemCommand({ TableName: name, Key }));
    expect(Item).toMatchObject({
      format: { N: '1' },
      expiresAt: { N: String(Math.floor(slack.clock.time / 1000) + 180 * 86_400) },
    });
    await client.send(new PutItemCommand({ TableName: name, Item: { ...Item, format: { N: '2' } } }));
    await expect(store.get('people', 'arn:x')).rejects.toThrow('thread of arn:x');
    expect(await store.put('people', 'arn:x', { ...thread, ts: '2.000001' }, thread)).toBe(false);
  });
});

const none = { text: '', blocks: [], markup: false };
