import { Stack, Validations } from 'aws-cdk-lib';
import { Alias, type IKey } from 'aws-cdk-lib/aws-kms';
import { Topic, type ITopic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';
import type { Config } from '../functions/runtime/config/schema.ts';

export interface TopicsProps {
  /** The config's destinations, by name. */
  readonly destinations: Config['destinations'];
}

/**
 * One SNS topic per destination on SNS: an existing one where the config names it, otherwise a new one.
 *
 * New topics are encrypted with `alias/aws/sns`. That key lets every principal of the account that may publish do so, which the
 * poll's role is, at no cost and without a grant. It shuts out AWS services that publish on their own behalf - CloudWatch alarms
 * among them - and other accounts; neither belongs on these topics, whose messages have one shape. Who needs it otherwise gives
 * the ARN of a topic of their own; granting the poll's role the use of that topic's customer-managed key
 * (`kms:GenerateDataKey*`, `kms:Decrypt`) is then theirs, because a topic's ARN does not say which key it has.
 */
export class Topics extends Construct {
  /** By the destination's name; none for those that are not on SNS. */
  readonly topics: Readonly<Record<string, ITopic>>;

  constructor(scope: Construct, id: string, { destinations }: TopicsProps) {
    super(scope, id);
    const masterKey = Alias.fromAliasName(this, 'Key', 'alias/aws/sns');
    const topics: Record<string, ITopic> = {};
    for (const [name, { sns }] of Object.entries(destinations)) {
      if (!sns) continue;
      const topic = sns.topic === undefined ? this.create(name, masterKey) : Topic.fromTopicArn(this, name, sns.topic);
      for (const address of sns.email) {
        Validations.of(topic.addSubscription(new EmailSubscription(address))).acknowledge({
          id: 'Serverless::Serverless-SNSRedrivePolicy',
          reason: 'SNS tries a mail for hours by itself, and nobody would look for a mail in a queue.',
        });
      }
      topics[name] = topic;
    }
    this.topics = topics;
  }

  private create(name: string, masterKey: IKey): Topic {
    return new Topic(this, name, {
      // Whom its mails say that they are from.
      displayName: `${Stack.of(this).stackName} ${name}`.slice(0, 100),
      masterKey,
      enforceSSL: true,
    });
  }
}
