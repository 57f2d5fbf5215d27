import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { dump } from '../support/table.ts';
import { config, rule, table, World } from '../support/world.ts';
import { cleanUpAfterEach, cli, file } from './support.ts';

cleanUpAfterEach();
let world: World;

beforeEach(async () => {
  world = await World.start();
  await world.createGroup('churn');
  await world.createGroup('fraud');
});

afterEach(() => world.close());

/** As `config()` of the world, which polls by it. */
const everything = `limits: { requestsPerSecond: 100 }
watch: [{ groups: ['*'], notify: [people] }]
destinations: { people: { sns: { format: json } } }
`;

interface Planned {
  readonly changes: readonly {
    readonly id: string;
    readonly change: Readonly<Record<string, unknown>>;
    readonly to: readonly string[];
    readonly later?: readonly string[];
  }[];
  readonly waiting: readonly Readonly<Record<string, unknown>>[];
  readonly closed: readonly unknown[];
  readonly warnings: readonly string[];
}

const run = async (yaml = everything, ...args: string[]) =>
  cli(['plan', '--config', await file('plan.yaml', yaml), '--endpoint-url', world.aws.endpoint, ...args]);
const plan = async (yaml?: string): Promise<Planned> => {
  const { code, stdout, stderr } = await run(yaml, '--json');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as Planned;
};
const short = ({ changes }: Planned): string[] =>
  changes.map(({ change, to }) => {
    const version = typeof change['version'] === 'number' ? ` v${change['version']}` : '';
    return `${String(change['kind'])} ${String(change['group'])}${version} -> ${to.join(', ')}`;
  });
const refusing = (isRefused: boolean) => {
  world.intercept((call, next) =>
    isRefused && call.service === 'sns'
      ? Promise.resolve({ status: 503, headers: {}, body: Buffer.from('{"message":"down"}') })
      : next(),
  );
};

test('it tells what the next poll then tells, by the same ids, whatever happened', async () => {
  const first = await world.register('churn');
  const second = await world.register('churn');
  const third = await world.register('fraud');
  await world.poll();
  world.told();
  await world.approve(first);
  await world.remove(second);
  await world.register('churn');
  await world.remove(third);
  await world.removeGroup('fraud');

  const planned = await plan();
  expect(short(planned).sort()).toEqual([
    'approval churn v1 -> people',
    'group-removed fraud -> people',
    'registered churn v3 -> people',
    'removed churn v2 -> people',
  ]);
  await world.poll();
  const told = world.told();
  expect(planned.changes.map(({ id }) => `${id}.people`).sort()).toEqual(told.map(({ id }) => id).sort());
  // Each notices a removal at its own time.
  // When it is looked at decides whether the last editor is taken for who did it.
  const untimed = (changes: readonly { readonly change: object }[]) =>
    changes.map(({ change }) => ({ ...change, at: '', by: undefined, editedBy: undefined }));
  expect(untimed(planned.changes)).toEqual(expect.arrayContaining(untimed(told)));
});

test('it writes nothing, sends nothing, and asks SageMaker only to list and describe', async () => {
  await world.register('churn');
  await world.poll();
  await world.register('churn');
  const before = await dump(world.clients.dynamodb, table);
  world.countCalls();
  world.told();

  expect(short(await plan())).toEqual(['registered churn v2 -> people']);
  for (const operation of Object.keys(world.countCalls()))
    expect(operation).toMatch(/^(List|Describe|Query|GetItem|Scan)/);
  expect(await dump(world.clients.dynamodb, table)).toEqual(before);
  expect(world.published).toEqual([]);
  expect(short(await plan())).toEqual(['registered churn v2 -> people']);
});

test('a config that is not deployed yet is planned by: whom it tells, and nothing of what only it watches', async () => {
  const narrow = config({ watch: [rule({ groups: ['churn'] })] });
  await world.poll({ config: narrow });
  const arn = await world.register('churn');
  await world.register('fraud');
  await world.poll({ config: narrow });
  await world.approve(arn);

  const wider = `limits: { requestsPerSecond: 100 }
watch:
  - { groups: [churn], notify: [people, deployer] }
  - { groups: ['*'], notify: [people] }
destinations: { people: { sns: { format: json } }, deployer: { sns: { format: json } } }
`;
  expect(short(await plan(wider))).toEqual(['approval churn v1 -> people, deployer']);
});

test('a group by ARN that is the own of another source is not told by this one', async () => {
  await world.poll();
  await world.register('churn');
  const sources = `limits: { requestsPerSecond: 100 }
watch:
  - { groups: [churn, 'arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/shared'], notify: [people] }
destinations: { people: { sns: { format: json } } }
sources: [self, { account: '111122223333', region: eu-west-1, role: reader }]
`;
  world.countCalls();
  expect(short(await plan(sources))).toEqual(['registered churn v1 -> people']);
  expect(world.calls.filter(({ body }) => body.includes('shared'))).toEqual([]);
});

test('what waits already is told, and a closed destination, behind which news waits, too', async () => {
  world.clock.time = Date.now();
  await world.poll();
  await world.register('churn');
  refusing(true);
  await world.poll();
  refusing(false);
  await world.register('fraud');
  await closeFor(world, 3_600_000);

  const planned = await plan();
  expect(planned.waiting).toMatchObject([
    { destination: 'people', change: { kind: 'registered', group: 'churn' }, next: 'waits' },
  ]);
  expect(planned.closed).toMatchObject([{ destination: 'people', failures: 1 }]);
  expect(planned.changes).toMatchObject([{ change: { group: 'fraud' }, to: ['people'], later: ['people'] }]);

  const { stdout } = await run();
  expect(stdout).toMatch(/^registered {2}fraud v1 {2}PendingManualApproval {2}people {2}arn:/m);
  expect(stdout).toMatch(/Already to be told\n\nNEXT POLL {2}CHANGE .*\nwaits +registered {2}churn v1 {2}people/);
  expect(stdout).toMatch(/Closed destinations\n\n.*\npeople /);
});

test('when the destination is open again, the next poll sends what waits', async () => {
  await world.poll();
  await world.register('churn');
  refusing(true);
  await world.poll();
  refusing(false);
  // Its time is long over, by the clock on the wall.
  expect(await plan()).toMatchObject({ changes: [], waiting: [{ next: 'sent' }] });
});

test('nothing new is said in one line', async () => {
  await world.register('churn');
  await world.poll();
  expect(await run()).toEqual({
    code: 0,
    stdout: 'The next poll of 000000000000/us-east-1 would tell nothing new\n',
    stderr: '',
  });
});

test('a group that cannot be read is told, and so is what can be', async () => {
  await world.poll();
  await world.register('churn');
  const denied = { __type: 'AccessDeniedException', message: 'no permission' };
  world.intercept((call, next) =>
    call.operation === 'DescribeModelPackage'
      ? Promise.resolve({ status: 400, headers: {}, body: Buffer.from(JSON.stringify(denied)) })
      : next(),
  );
  const { code, stdout, stderr } = await run();
  expect(code).toBe(1);
  expect(stdout).toMatch(/would tell nothing new/);
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(
      /^group churn cannot be read: DescribeModelPackage, refused, AccessDeniedException: no permission$/,
    ),
    'Not all could be read: the next poll may tell more than this',
    '',
  ]);
});

test('a config with mistakes is refused before anything is asked of AWS', async () => {
  world.countCalls();
  const { code, stdout, stderr } = await run('watch: []\ndestinations: {}\n');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toHaveLength(2);
  expect(world.countCalls()).toEqual({});
});

async function closeFor({ clients }: World, ms: number): Promise<void> {
  await clients.dynamodb.send(
    new UpdateItemCommand({
      TableName: table,
      Key: { pk: { S: 'destination#people' }, sk: { S: '#' } },
      UpdateExpression: 'SET notBefore = :time',
      ExpressionAttributeValues: { ':time': { N: String(Date.now() + ms) } },
    }),
  );
}

test('what waits for a destination that the config does not have is warned of', async () => {
  await world.poll();
  await world.register('churn');
  refusing(true);
  await world.poll();
  refusing(false);
  const { code, stderr } = await run(everything.replaceAll('people', 'others'));
  expect(code).toBe(0);
  expect(stderr).toContain(
    '1 notification waits for people, which the config does not have: cancelled an hour after a poll finds that\n',
  );
});
