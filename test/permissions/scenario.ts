import {
  DeleteImageCommand,
  DeleteModelPackageCommand,
  DeleteModelPackageGroupCommand,
  SageMakerClient,
  UpdateModelPackageCommand,
} from '@aws-sdk/client-sagemaker';
import { errorAnswer, type Interceptor } from '../../local/aws/index.ts';
import { Cloud, neighbour } from '../support/cloud.ts';
import { eventAbout } from '../support/events.ts';
import type { FunctionProcess } from '../support/lambda/function-process.ts';
import { Assembly } from '../support/stack/assembly.ts';
import { Deployment } from '../support/stack/deployment.ts';
import { theirBus } from './exemptions.ts';
import type { Recorded } from './report.ts';

const place = 'us-east-1:000000000000';
const key = `arn:aws:kms:${place}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;
const hook = `arn:aws:secretsmanager:${place}:secret:team/hook-AbCdEf`;
const shared = `arn:aws:sagemaker:us-east-1:${neighbour}:model-package-group/Shared`;

/** Whatever a config can name, in every way in which it can be named. Small pages, so that listings have several. */
export const config = `
limits: { requestsPerSecond: 100, pageSize: 2 }
watch:
  - groups: [Churn, 'Risk-*', '${shared}']
    images: [Base, 'Gpu-*']
    packages: [Scorer, 'Rank-*']
    notify: [people, machines, chat, bot, hook, own-bus, same-bus, default-bus, their-bus]
destinations:
  people: { sns: { format: text, email: [people@example.com] } }
  machines: { sns: { format: json, topic: 'arn:aws:sns:${place}:existing' } }
  chat: { sns: { format: chatbot } }
  bot: { slack: { channel: C0123456789, token: notifier/bot, key: '${key}' } }
  hook: { slack: { webhook: '${hook}' } }
  own-bus: { eventbridge: { bus: ml-platform } }
  same-bus: { eventbridge: { bus: 'arn:aws:events:${place}:event-bus/by-arn' } }
  default-bus: { eventbridge: { bus: default } }
  their-bus: { eventbridge: { bus: '${theirBus}' } }
operators: [people]
sources:
  - self
  - { account: '${neighbour}', region: eu-central-1, role: approval-notifier-reader, externalId: team-1 }
`;

export interface Outcome extends Recorded {
  /** Kinds of change that were told. */
  readonly told: ReadonlySet<string>;
}

/** The shipped bundle in a life in which all happens that makes it call AWS. */
export async function runScenario(): Promise<Outcome> {
  const assembly = await Assembly.synthesize(config);
  const cloud = await Cloud.start();
  let process: FunctionProcess | undefined;
  try {
    await cloud.aws.createTopic('existing');
    for (const bus of ['ml-platform', 'by-arn']) cloud.aws.createEventBus(bus);
    cloud.secrets.values.set('notifier/bot', cloud.slack.token);
    cloud.secrets.values.set(hook, cloud.slack.webhook('hook'));
    const deployment = await Deployment.make(cloud, assembly);
    process = await deployment.start();
    await live(cloud, deployment, process);
    const Poll = cloud.calls.splice(0);
    await process.close();
    process = await deployment.start({}, 'React');
    await liveByEvents(cloud, process);
    const React = cloud.calls.splice(0);
    const told = new Set(cloud.events.map(({ detail }) => (detail.change as { kind: string }).kind));
    return { deployment, calls: { Poll, React }, keys: new Map([['notifier/bot', key]]), told };
  } finally {
    await process?.close();
    await cloud.close();
    assembly.remove();
  }
}

async function live(cloud: Cloud, deployment: Deployment, process: FunctionProcess): Promise<void> {
  const { sagemaker } = cloud;
  const { registry } = cloud.aws;
  const theirs = new SageMakerClient({ ...(await sagemakerOf(cloud)), endpoint: cloud.neighbour.endpoint });
  /** An hour later, so that whatever was closed or held is free again. */
  const poll = async (intercept?: Interceptor) => {
    cloud.advance(3_600_000);
    cloud.intercept(intercept);
    const answer = await process.invoke(deployment.scheduledEvent(), { later: cloud.later });
    if (answer.kind !== 'response') throw new Error(`the poll failed: ${JSON.stringify(answer)}\n${process.output}`);
  };

  // Many versions that nobody watches: listing them all is given up, and groups are listed by name.
  registry.seed({ packages: Array.from({ length: 40 }, () => ({ group: 'other' })) });
  await poll();

  // All is new.
  const packages = registry.seed({
    packages: [{ group: 'Churn' }, { group: 'Risk-Eu' }, { name: 'Scorer' }, { name: 'Rank-1' }],
    imageVersions: ['Base', 'Gpu-1'].map((image) => ({ image, status: 'CREATED' })),
  });
  const [sharedVersion = ''] = cloud.neighbour.registry.seed({ packages: [{ group: 'Shared' }] });
  await poll();

  // Refused: the topic, the message, and the registry.
  const [churn = '', risk = '', scorer = '', rank = ''] = packages;
  const approve = (client: SageMakerClient, ModelPackageArn: string) =>
    client.send(new UpdateModelPackageCommand({ ModelPackageArn, ModelApprovalStatus: 'Approved' }));
  await approve(sagemaker, churn);
  await poll((call, next) =>
    call.service === 'sns' ? Promise.resolve(errorAnswer('sns', 'AuthorizationError', 'not for you', 403)) : next(),
  );
  await approve(sagemaker, risk);
  await approve(theirs, sharedVersion);
  cloud.slack.fail({ error: 'invalid_blocks' });
  await poll();
  cloud.slack.fail();
  await poll((call, next) =>
    call.operation === 'ListModelPackages'
      ? Promise.resolve(errorAnswer('sagemaker', 'AccessDeniedException', 'not for you'))
      : next(),
  );
  await poll();

  // All is gone, and what is remembered of it is tidied up.
  for (const name of [churn, risk, scorer, rank]) {
    await sagemaker.send(new DeleteModelPackageCommand({ ModelPackageName: name }));
  }
  await theirs.send(new DeleteModelPackageCommand({ ModelPackageName: sharedVersion }));
  for (const ModelPackageGroupName of ['Churn', 'Risk-Eu']) {
    await sagemaker.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName }));
  }
  await theirs.send(new DeleteModelPackageGroupCommand({ ModelPackageGroupName: 'Shared' }));
  for (const ImageName of ['Base', 'Gpu-1']) await sagemaker.send(new DeleteImageCommand({ ImageName }));
  await poll();
  await poll();
  // Of images that a poll has seen, the spelling is known.
  registry.seed({ imageVersions: [{ image: 'Base' }, { image: 'Gpu-1' }] });
  await poll();
  theirs.destroy();

  // The other source: its role does not trust us yet, which stops nothing.
  await process.invoke(deployment.scheduledEvent(undefined, 1), { later: cloud.later });
}

/** The same for the function that SageMaker's events start: it is told what to look at. */
async function liveByEvents(cloud: Cloud, process: FunctionProcess): Promise<void> {
  const { registry } = cloud.aws;
  const react = async (arns: readonly string[], intercept?: Interceptor) => {
    cloud.advance(3_600_000);
    cloud.intercept(intercept);
    const Records = arns.map((arn, index) => ({ messageId: String(index), body: JSON.stringify(eventAbout(arn)) }));
    const answer = await process.invoke(JSON.stringify({ Records }), { later: cloud.later });
    if (answer.kind !== 'response') throw new Error(`it failed: ${JSON.stringify(answer)}\n${process.output}`);
  };
  const packages = registry.seed({
    packages: [{ group: 'Churn' }, { group: 'Risk-Eu' }, { name: 'Scorer' }, { name: 'Rank-1' }],
    imageVersions: ['Base', 'Gpu-1'].map((image) => ({ image, status: 'CREATED' })),
  });
  const [sharedVersion = ''] = cloud.neighbour.registry.seed({ packages: [{ group: 'Shared' }] });
  await react([...packages, sharedVersion]);
  const elsewhere = `arn:aws:sagemaker:eu-central-1:${neighbour}:model-package/Churn/1`;
  await react([elsewhere]);
  // Refused: the topic, then the message, which is kept; then all is well again.
  const [churn = '', risk = ''] = packages;
  registry.setStatus(churn, 'Failed');
  await react([churn], (call, next) =>
    call.service === 'sns' ? Promise.resolve(errorAnswer('sns', 'AuthorizationError', 'not for you', 403)) : next(),
  );
  cloud.slack.fail({ error: 'invalid_blocks' });
  registry.setStatus(risk, 'Failed');
  await react([churn, risk]);
  cloud.slack.fail();
  registry.setDescription(churn, 'anew');
  await react([churn]);
}

async function sagemakerOf({ sagemaker: { config } }: Cloud) {
  return { region: await config.region(), credentials: await config.credentials() };
}
