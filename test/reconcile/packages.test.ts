import { CreateModelPackageCommand } from '@aws-sdk/client-sagemaker';
import { config, rule, World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

const create = async (name: string, ModelPackageDescription?: string): Promise<string> => {
  world.clock.advance(10);
  const command = new CreateModelPackageCommand({ ModelPackageName: name, ModelPackageDescription });
  return (await world.sagemaker.send(command)).ModelPackageArn ?? '';
};
const watching = (...packages: string[]) => config({ watch: [rule({ groups: [], packages })] });
const all = watching('*');
const poll = (used = all) => world.poll({ config: used });

describe('unversioned model packages', () => {
  test('that are there at first are told to nobody; those that come are, by their name', async () => {
    await create('old');
    await poll();
    const arn = await create('New-Model', 'first');
    await poll();
    const [told, ...more] = world.told();
    expect(more).toEqual([]);
    expect(told?.change).toMatchObject({
      kind: 'registered',
      name: 'New-Model',
      arn,
      to: 'Completed',
      description: 'first',
    });
    expect(told?.change).not.toHaveProperty('group');
    expect(told?.change).not.toHaveProperty('version');
    await poll();
    expect(world.told()).toEqual([]);
  });

  test('are told when they fail, and when they are removed', async () => {
    const [a, b] = [await create('a'), await create('b')];
    await poll();
    world.aws.registry.setStatus(a, 'Failed', 'the image has no entry point');
    await world.remove(b);
    await poll();
    expect(world.told().map(({ change }) => change)).toEqual([
      expect.objectContaining({ kind: 'failed', name: 'a', reason: 'the image has no entry point' }),
      expect.objectContaining({ kind: 'removed', name: 'b', arn: b }),
    ]);
  });

  test('are told when the last of them is removed', async () => {
    const arn = await create('model');
    await poll();
    await world.remove(arn);
    await poll();
    expect(world.toldShort()).toEqual(['removed model from Completed']);
  });

  test('of the same name, created anew, are another', async () => {
    const arn = await create('model');
    await poll();
    await world.remove(arn);
    await create('model');
    await poll();
    expect(world.toldShort()).toEqual(['removed model from Completed', 'registered model to Completed']);
  });

  test('and versions in groups are kept apart, though one call lists either', async () => {
    const both = config({ watch: [rule({ packages: ['*'] })] });
    await world.createGroup('fraud');
    await create('fraud-1');
    await world.poll({ config: both });
    await world.register('fraud');
    await create('loose');
    world.countCalls();
    await world.poll({ config: both });
    expect(world.toldShort().sort()).toEqual([
      'registered fraud v1 to PendingManualApproval',
      'registered loose to Completed',
    ]);
    expect(world.countCalls()).toMatchObject({ ListModelPackages: 2, DescribeModelPackage: 2 });
  });

  test('of 250 take three calls to list, none to describe, and no write while nothing changes (invariant 7)', async () => {
    world.aws.registry.seed({ packages: Array.from({ length: 250 }, (_, n) => ({ name: `model-${n}` })) });
    await poll();
    expect(world.countCalls()).toMatchObject({ ListModelPackages: 3 });
    await poll();
    const calls = world.countCalls();
    expect(calls).toMatchObject({ ListModelPackages: 3 });
    for (const operation of ['UpdateItem', 'PutItem', 'DescribeModelPackage'])
      expect(calls).not.toHaveProperty(operation);
    expect(world.told()).toEqual([]);
  });

  test('a name that no rule gives is neither told nor asked about', async () => {
    await create('fraud-0');
    await poll(watching('fraud-*'));
    await create('churn-1');
    const fraud = await create('fraud-1');
    world.countCalls();
    await poll(watching('fraud-*'));
    expect(world.toldShort()).toEqual(['registered fraud-1 to Completed']);
    expect(world.countCalls()).toMatchObject({ DescribeModelPackage: 1 });
    await poll(watching('churn-*'));
    world.countCalls();
    await world.remove(fraud);
    await poll(watching('churn-*'));
    expect(world.countCalls()).not.toHaveProperty('DescribeModelPackage');
    expect(world.told()).toEqual([]);
  });

  test('that a rule added later gives are no news, but for those created after it', async () => {
    await create('fraud-old');
    await create('churn-old');
    await poll(watching('fraud-*'));
    await create('churn-between');
    await poll(watching('fraud-*', 'churn-*'));
    await create('churn-new');
    await poll(watching('fraud-*', 'churn-*'));
    expect(world.toldShort()).toEqual(['registered churn-new to Completed']);
  });
});
