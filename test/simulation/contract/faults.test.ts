import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListModelPackagesCommand, SageMakerClient } from '@aws-sdk/client-sagemaker';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { PublishBatchCommand, SNSClient } from '@aws-sdk/client-sns';
import { errorAnswer, startLocalAws, type AwsAnswer, type LocalAws } from '../../../local/aws/index.ts';
import { faults, unanswered } from '../aws/faults.ts';
import type { Refusal } from '../engine/fault.ts';

/** STS speaks to one client only, whose errors nobody tells apart by more than their names. */
type Service = Exclude<keyof typeof faults, 'sts'>;

/** Code and status as the service writes them. */
const onTheWire: Record<Service, Record<Refusal, readonly [code: string, status: number]>> = {
  sagemaker: {
    throttled: ['ThrottlingException', 400],
    failing: ['InternalFailure', 500],
    unavailable: ['ServiceUnavailable', 503],
    refused: ['AccessDeniedException', 400],
    'not found': ['ValidationException', 400],
    invalid: ['ValidationException', 400],
  },
  dynamodb: {
    throttled: ['ProvisionedThroughputExceededException', 400],
    failing: ['InternalServerError', 500],
    unavailable: ['ServiceUnavailable', 503],
    refused: ['AccessDeniedException', 400],
    'not found': ['ResourceNotFoundException', 400],
    invalid: ['ValidationException', 400],
  },
  sns: {
    throttled: ['Throttled', 429],
    failing: ['InternalError', 500],
    unavailable: ['ServiceUnavailable', 503],
    refused: ['AuthorizationError', 403],
    'not found': ['NotFound', 404],
    invalid: ['InvalidParameter', 400],
  },
  eventbridge: {
    throttled: ['ThrottlingException', 400],
    failing: ['InternalException', 500],
    unavailable: ['ServiceUnavailable', 503],
    refused: ['AccessDeniedException', 400],
    'not found': ['ResourceNotFoundException', 400],
    invalid: ['ValidationException', 400],
  },
  secrets: {
    throttled: ['ThrottlingException', 400],
    failing: ['InternalServiceError', 500],
    unavailable: ['ServiceUnavailable', 503],
    refused: ['AccessDeniedException', 400],
    'not found': ['ResourceNotFoundException', 400],
    invalid: ['DecryptionFailure', 400],
  },
};

const protocol = {
  sagemaker: 'sagemaker',
  dynamodb: 'dynamodb',
  sns: 'sns',
  eventbridge: 'events',
  secrets: 'events',
} as const;

let aws: LocalAws;
let answer: () => Promise<AwsAnswer | 'hang-up'>;
let clients: ReturnType<typeof clientsOf>;
beforeAll(async () => {
  aws = await startLocalAws({ port: 0, intercept: () => answer() });
  clients = clientsOf(aws);
});
afterAll(async () => {
  clients.close();
  await aws.close();
});

function clientsOf({ endpoint, region }: LocalAws) {
  const config = {
    ...{ endpoint, region, credentials: { accessKeyId: 'test', secretAccessKey: 'test' }, maxAttempts: 1 },
    requestHandler: { requestTimeout: 100, throwOnRequestTimeout: true },
  };
  const sagemaker = new SageMakerClient(config);
  const dynamodb = new DynamoDBClient(config);
  const sns = new SNSClient(config);
  const eventbridge = new EventBridgeClient(config);
  // Routed by the target of the service, which the embedded AWS does not serve: EventBridge's stands in for it.
  const secrets = new SecretsManagerClient(config);
  secrets.middlewareStack.add(
    (next) => (args) => {
      (args.request as { headers: Record<string, string> }).headers['x-amz-target'] = 'AWSEvents.PutEvents';
      return next(args);
    },
    { step: 'build' },
  );
  const calls: Record<Service, () => Promise<unknown>> = {
    sagemaker: () => sagemaker.send(new ListModelPackagesCommand()),
    dynamodb: () => dynamodb.send(new GetItemCommand({ TableName: 'table', Key: {} })),
    sns: () => sns.send(new PublishBatchCommand({ TopicArn: 'arn', PublishBatchRequestEntries: [] })),
    eventbridge: () => eventbridge.send(new PutEventsCommand({ Entries: [] })),
    secrets: () => secrets.send(new GetSecretValueCommand({ SecretId: 'secret' })),
  };
  return {
    calls,
    close: () => {
      for (const client of [sagemaker, dynamodb, sns, eventbridge, secrets]) client.destroy();
    },
  };
}

const errorOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'no error',
    (error: unknown) => error,
  );

/** What code can tell an error by. */
function traits(error: unknown) {
  const { name, $fault, $metadata, code } = error as Record<string, unknown>;
  const { httpStatusCode, attempts } = $metadata as Record<string, unknown>;
  const isPlain = Object.getPrototypeOf(error) === Error.prototype;
  return { class: isPlain ? 'none' : (error as object).constructor, name, $fault, code, httpStatusCode, attempts };
}

const services = Object.keys(onTheWire) as Service[];
const kinds: readonly Refusal[] = ['throttled', 'failing', 'unavailable', 'refused', 'not found', 'invalid'];

describe.each(services)('of %s', (service) => {
  test.each(kinds)('a fault "%s" is what the SDK makes of the service’s answer', async (kind) => {
    const [code, status] = onTheWire[service][kind];
    answer = () => Promise.resolve(errorAnswer(protocol[service], code, 'No', status));
    const real = await errorOf(clients.calls[service]());
    expect(traits(faults[service][kind]())).toEqual(traits(real));
  });

  test('an answer that does not come in time', async () => {
    const { promise, resolve } = Promise.withResolvers<'hang-up'>();
    answer = () => promise;
    const real = await errorOf(clients.calls[service]());
    resolve('hang-up');
    const expected = traits(unanswered['timed out']());
    expect(traits(real)).toEqual(expected);
    // A connection that is cut differs in its code. Here it cannot be seen: it is an error of another realm than the test's.
    expect(traits(unanswered.cut())).toEqual({ ...expected, code: 'ECONNRESET' });
  });
});
