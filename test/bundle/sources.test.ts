import { reportOn } from '../permissions/report.ts';
import { Cloud, neighbour, neighboursReader } from '../support/cloud.ts';
import { eventAbout } from '../support/events.ts';
import type { FunctionProcess } from '../support/lambda/function-process.ts';
import { Assembly } from '../support/stack/assembly.ts';
import { Deployment, type FunctionName } from '../support/stack/deployment.ts';

const config = `
limits: { requestsPerSecond: 100 }
watch:
  - { groups: ['*'], notify: [machines] }
destinations:
  machines: { sns: { format: json } }
operators: [machines]
sources:
  - self
  - { account: '${neighbour}', region: us-east-1, role: approval-notifier-reader, externalId: team-1 }
`;
const done = { kind: 'response', body: 'null' };

let assembly: Assembly;
let cloud: Cloud;
let deployment: Deployment;
const processes: FunctionProcess[] = [];

beforeAll(async () => {
  assembly = await Assembly.synthesize(config);
}, 60_000);
afterAll(() => {
  assembly.remove();
});
beforeEach(async () => {
  cloud = await Cloud.start();
  deployment = await Deployment.make(cloud, assembly);
});
afterEach(async () => {
  const calls = { Poll: cloud.calls, React: [] };
  expect(reportOn({ deployment, calls, keys: new Map() }).flatMap(({ missing }) => missing)).toEqual([]);
  await Promise.all(processes.splice(0).map((process) => process.close()));
  await cloud.close();
});

async function start(name: FunctionName): Promise<FunctionProcess> {
  const started = await deployment.start({}, name);
  processes.push(started);
  return started;
}

/** As the schedules of the template start it: that of the own account, and that of the other. */
const poll = (process: FunctionProcess, source: number) =>
  process.invoke(deployment.scheduledEvent(undefined, source), { later: cloud.later });
const told = () =>
  cloud.published.splice(0).map(({ message, attributes }) => {
    const { kind, arn, role } = (JSON.parse(message) as { change: Record<string, string> }).change;
    return { account: attributes.account, kind, of: arn ?? '', role };
  });
const register = (group: string): string => cloud.neighbour.registry.seed({ packages: [{ group }] })[0] ?? '';

test('one execution environment polls both sources, each when it is its turn, by one assumed role', async () => {
  cloud.sts.trusts.set(neighboursReader, 'team-1');
  const process = await start('Poll');
  for (const source of [0, 1]) expect(await poll(process, source)).toEqual(done);
  cloud.advance(1000);
  const theirs = register('fraud');
  const [own = ''] = cloud.aws.registry.seed({ packages: [{ group: 'fraud' }] });
  for (const source of [1, 0]) expect(await poll(process, source)).toEqual(done);
  expect(told()).toEqual([
    { account: neighbour, kind: 'registered', of: theirs, role: undefined },
    { account: cloud.aws.account, kind: 'registered', of: own, role: undefined },
  ]);
  expect(cloud.sts.asked).toEqual([
    { role: neighboursReader, session: 'sagemaker-approval-notifier', externalId: 'team-1' },
  ]);
});

test('a role that refuses fails no poll, and is told once; the function that events start gives its events back', async () => {
  const process = await start('Poll');
  for (const source of [1, 1, 0]) expect(await poll(process, source)).toEqual(done);
  expect(told()).toMatchObject([{ account: neighbour, kind: 'watch-failed', role: neighboursReader }]);
  const react = await start('React');
  const body = JSON.stringify(eventAbout(`arn:aws:sagemaker:us-east-1:${neighbour}:model-package/fraud/1`));
  const answer = await react.invoke(JSON.stringify({ Records: [{ messageId: 'one', body }] }), { later: cloud.later });
  expect(answer).toEqual({ kind: 'response', body: '{"batchItemFailures":[{"itemIdentifier":"one"}]}' });
});

test('a source that is not configured fails the poll, which says which are', async () => {
  const process = await start('Poll');
  const answer = await process.invoke('{"source":"999988887777/eu-west-1"}', { later: cloud.later });
  expect(answer).toMatchObject({ kind: 'error' });
  expect(JSON.stringify(answer)).toContain('configured: 000000000000/us-east-1, 111122223333/us-east-1');
});
