import { PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { PublishBatchCommand } from '@aws-sdk/client-sns';
import { hereKey, topics } from '../cloud/names.ts';
import type { Host } from '../cloud/notifier.ts';
import type { Told } from '../model/evidence.ts';
import { clientsOf } from './common.ts';

/** Tells one destination of one change. Rejects when it is not known to have been accepted. */
export function senderOf(host: Host): (destination: string, changeId: string, change: Told) => Promise<void> {
  const { cloud, container, config } = host;
  const { sns, eventbridge, secrets } = clientsOf(host, hereKey);
  const post = cloud.post(container);
  const secret = async (SecretId: string) =>
    (await secrets.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
  return async (name, changeId, change) => {
    const id = `${changeId}.${name}`;
    const message = JSON.stringify({ id, destination: name, change });
    const text = `${change.arn} ${change.kind} ${change.from ?? ''} ${change.to ?? ''} (${id})`;
    const destination = config.destinations[name];
    if (destination?.slack) {
      const { slack } = destination;
      const isBot = 'token' in slack;
      const url = isBot ? 'https://slack.com/api/chat.postMessage' : await secret(slack.webhook);
      const headers = {
        'content-type': 'application/json',
        ...(isBot && { authorization: `Bearer ${await secret(slack.token)}` }),
      };
      const body = JSON.stringify({ text, ...(isBot && { channel: slack.channel }) });
      const answer = await post(new URL(url), headers, body, AbortSignal.timeout(10_000));
      if (answer.status !== 200 || answer.body.includes('"ok":false')) throw new Error(`Slack: ${answer.body}`);
    } else if (destination?.eventbridge) {
      const Entries = [
        {
          EventBusName: destination.eventbridge.bus,
          ...{ Source: 'approval-notifier', DetailType: 'Model version changed', Detail: message },
          ...{ Time: new Date(container.now()), Resources: [change.arn] },
        },
      ];
      const { FailedEntryCount = 0 } = await eventbridge.send(new PutEventsCommand({ Entries }));
      if (FailedEntryCount > 0) throw new Error('EventBridge took it not');
    } else {
      const TopicArn = name === 'machines' ? topics.machines : topics.leads;
      const MessageAttributes = { id: { DataType: 'String', StringValue: id } };
      const entry = { Id: '0', Message: name === 'machines' ? message : text, MessageAttributes };
      const { Failed = [] } = await sns.send(
        new PublishBatchCommand({ TopicArn, PublishBatchRequestEntries: [entry] }),
      );
      if (Failed.length > 0) throw new Error('SNS took it not');
    }
  };
}
