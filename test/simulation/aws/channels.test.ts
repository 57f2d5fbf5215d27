import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { SNSClient } from '@aws-sdk/client-sns';
import { createEventBridgeChannel } from '../../../functions/channels/eventbridge/index.ts';
import { createSnsChannel } from '../../../functions/channels/sns/index.ts';
import type { Notification } from '../../../functions/domain/change.ts';
import { removed, source } from '../../domain/build.ts';
import { clientOf } from '../contract/client.ts';
import { EventBridge } from './eventbridge.ts';
import { NotSimulatedError } from './service.ts';
import { Sns } from './sns.ts';

const topicArn = 'arn:aws:sns:eu-west-1:111122223333:ml-leads';
const notifications = [1, 2, 3].map((version): Notification => ({
  id: `id-${version}`,
  destination: 'people',
  change: removed(version),
}));
const signal = new AbortController().signal;
const kinds = (outcomes: ReadonlyMap<string, { readonly kind: string }>) =>
  Object.fromEntries([...outcomes].map(([id, { kind }]) => [id, kind]));

test('a topic can refuse one message of a batch, and takes the others in their order', async () => {
  const sns = new Sns([topicArn]);
  const channel = createSnsChannel({ client: clientOf(sns) as SNSClient, topicArn, format: 'json', context: source });
  sns.refuse = ({ Message = '' }) =>
    Message.includes('id-2') ? { Code: 'InternalError', Message: 'Try again', SenderFault: false } : undefined;
  const outcomes = await channel.send(notifications, { style: 'rich', signal });
  expect(kinds(outcomes)).toEqual({ 'id-1': 'accepted', 'id-2': 'destination-fault', 'id-3': 'accepted' });
  expect(sns.published.map(({ attributes }) => attributes['id'])).toEqual(['id-1', 'id-3']);
});

test('a bus can refuse one event of a call, and what is put on one that is gone is lost', async () => {
  const bus = new EventBridge(source, ['ml']);
  const client = clientOf(bus) as EventBridgeClient;
  const channel = createEventBridgeChannel({ client, bus: 'ml', context: source });
  bus.refuse = ({ Detail = '' }) => (Detail.includes('id-2') ? { ErrorCode: 'InternalFailure' } : undefined);
  const outcomes = await channel.send(notifications, { style: 'rich', signal });
  expect(kinds(outcomes)).toEqual({ 'id-1': 'accepted', 'id-2': 'destination-fault', 'id-3': 'accepted' });
  expect(bus.events.map(({ detail }) => detail['id'])).toEqual(['id-1', 'id-3']);

  bus.buses.delete('ml');
  bus.refuse = () => undefined;
  // It was there a moment ago, and is not looked at again.
  expect(kinds(await channel.send(notifications.slice(0, 1), { style: 'rich', signal }))).toEqual({
    'id-1': 'accepted',
  });
  expect(bus.events).toHaveLength(2);
  const another = createEventBridgeChannel({ client, bus: 'ml', context: source });
  const refused = await another.send(notifications.slice(0, 1), { style: 'rich', signal });
  expect(kinds(refused)).toEqual({ 'id-1': 'destination-fault' });
});

test('what the channels do not use is a failure of the simulation', () => {
  expect(() => new Sns([topicArn]).execute('Publish', { TopicArn: topicArn, Message: 'x' })).toThrow(NotSimulatedError);
  expect(() => new EventBridge(source).execute('ListRules', {})).toThrow(NotSimulatedError);
});
