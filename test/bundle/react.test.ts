import { reportOn } from '../permissions/report.ts';
import { Cloud } from '../support/cloud.ts';
import { eventAbout } from '../support/events.ts';
import type { FunctionProcess } from '../support/lambda/function-process.ts';
import { Assembly } from '../support/stack/assembly.ts';
import { Deployment } from '../support/stack/deployment.ts';

const config = `
limits: { requestsPerSecond: 100 }
watch:
  - { groups: ['*'], notify: [machines] }
destinations:
  machines: { sns: { format: json } }
`;

let assembly: Assembly;
let cloud: Cloud;
let deployment: Deployment;
let react: FunctionProcess;

beforeAll(async () => {
  assembly = await Assembly.synthesize(config);
}, 60_000);
afterAll(() => {
  assembly.remove();
});
beforeEach(async () => {
  cloud = await Cloud.start();
  deployment = await Deployment.make(cloud, assembly);
  react = await deployment.start({}, 'React');
});
afterEach(async () => {
  const calls = { Poll: [], React: cloud.calls };
  expect(reportOn({ deployment, calls, keys: new Map() }).flatMap(({ missing }) => missing)).toEqual([]);
  await react.close();
  await cloud.close();
});

const register = (group: string): string => cloud.aws.registry.seed({ packages: [{ group }] })[0] ?? '';
const kinds = () =>
  cloud.published.splice(0).map(({ message }) => (JSON.parse(message) as { change: { kind: string } }).change.kind);

/** The ids of the messages that must come again. */
async function batch(...bodies: readonly unknown[]): Promise<readonly string[]> {
  const Records = bodies.map((body, index) => ({
    messageId: String(index),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  }));
  const answer = await react.invoke(JSON.stringify({ Records }));
  if (answer.kind !== 'response') throw new Error(`${answer.kind}\n${react.output}`);
  const { batchItemFailures } = JSON.parse(answer.body) as { batchItemFailures: { itemIdentifier: string }[] };
  return batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
}

test('the shipped bundle tells what an event is about, once, however often and in whatever company it comes', async () => {
  const old = register('fraud');
  expect(await batch(eventAbout(old))).toEqual([]);
  expect(kinds()).toEqual([]);
  const arn = register('fraud');
  const odd = ['', 'null', '{', '[]', { detail: null }, { ...eventAbout(arn), source: 'somebody.else' }];
  expect(await batch(...odd, eventAbout(arn), eventAbout(arn))).toEqual([]);
  expect(await batch(eventAbout(arn))).toEqual([]);
  expect(kinds()).toEqual(['registered']);
});

test('an event that is as large as a queue lets it be costs nothing more', async () => {
  await batch(eventAbout(register('fraud')));
  const arn = register('fraud');
  expect(await batch(eventAbout(arn, { Padding: 'x'.repeat(1_000_000) }))).toEqual([]);
  expect(kinds()).toEqual(['registered']);
});

test('what SageMaker refuses to show comes again, and nothing else of the batch', async () => {
  await batch(eventAbout(register('fraud')));
  const [a, b] = [register('fraud'), register('churn')];
  cloud.intercept((call, next) =>
    call.operation === 'DescribeModelPackage' && call.body.includes('/churn/')
      ? Promise.resolve({
          status: 400,
          headers: {},
          body: Buffer.from('{"__type":"AccessDeniedException","message":"not for you"}'),
        })
      : next(),
  );
  expect(await batch(eventAbout(a), eventAbout(b))).toEqual(['1']);
  expect(kinds()).toEqual(['registered']);
  cloud.intercept();
  expect(await batch(eventAbout(b))).toEqual([]);
  expect(kinds()).toEqual(['registered']);
});

test('killed in mid-work, it is told by whoever comes after', async () => {
  await batch(eventAbout(register('fraud')));
  const arn = register('fraud');
  cloud.intercept(async (call, next) => {
    const answer = await next();
    if (call.operation === 'UpdateItem') react.kill('SIGKILL');
    return answer;
  });
  await expect(batch(eventAbout(arn))).rejects.toThrow('exited');
  cloud.intercept();
  cloud.advance(120_000);
  const poll = await deployment.start();
  await poll.invoke(deployment.scheduledEvent(), { later: cloud.later });
  await poll.close();
  expect(kinds()).toEqual(['registered']);
  cloud.calls.length = 0;
});
