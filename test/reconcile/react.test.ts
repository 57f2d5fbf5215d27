import { eventAbout } from '../support/events.ts';
import { config, rule, World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
  await world.createGroup('fraud');
});
afterEach(() => world.close());

const everything = config({ watch: [rule({ images: ['*'], packages: ['*'] })] });
const react = (...bodies: unknown[]) => world.react(bodies, { config: everything });
const poll = () => world.poll({ config: everything });

describe('an event', () => {
  test('has what it is about told at once, as a describe says it', async () => {
    await poll();
    const arn = await world.register('fraud');
    expect(await react(eventAbout(arn, { ModelApprovalStatus: 'Rejected' }))).toEqual([]);
    expect(world.toldShort()).toEqual(['registered fraud v1 to PendingManualApproval']);
    await world.approve(arn);
    await react(eventAbout(arn));
    expect(world.toldShort()).toEqual(['approval fraud v1 from PendingManualApproval to Approved']);
    await poll();
    expect(world.told()).toEqual([]);
  });

  test('that comes late, twice, out of order, half filled or in other letter case changes nothing more', async () => {
    await poll();
    const arn = await world.register('fraud');
    const pending = eventAbout(arn, { ModelApprovalStatus: 'PendingManualApproval' });
    await world.approve(arn);
    const approved = eventAbout(arn, { ModelApprovalStatus: 'Approved' });
    await react(approved, pending, approved);
    await react(pending);
    const odd = eventAbout(arn.toLowerCase(), { ModelPackageStatus: 'completed' });
    await react({ ...odd, resources: undefined }, { ...odd, detail: {} });
    await react({ ...pending, detail: { ModelPackageArn: arn } });
    expect(world.toldShort()).toEqual(['registered fraud v1 to Approved']);
  });

  test('of a version that is gone has its removal told, and that of one that never was, nothing', async () => {
    const arn = await world.register('fraud');
    await poll();
    await world.remove(arn);
    await react(eventAbout(arn), eventAbout(arn.replace(/1$/, '7')));
    expect(world.toldShort()).toEqual(['removed fraud v1 from PendingManualApproval']);
  });

  test('of an image version, or of an unversioned model package, is one of these', async () => {
    world.aws.registry.seed({ imageVersions: [{ image: 'Training' }] });
    await poll();
    const image = world.createImageVersion('Training');
    world.clock.advance(10);
    const [loose = ''] = world.aws.registry.seed({ packages: [{ name: 'Loose' }] });
    await react(eventAbout(image, { ImageVersionStatus: 'Creating', Version: 2.0 }), eventAbout(loose));
    expect(world.toldShort().sort()).toEqual(['image-created Training v2 to CREATED', 'registered Loose to Completed']);
  });

  test('that reaches a new deployment before any poll tells nothing of what was there before (invariant 6)', async () => {
    const old = await world.register('fraud');
    await react(eventAbout(old));
    expect(world.told()).toEqual([]);
    const arn = await world.register('fraud');
    await react(eventAbout(arn));
    await poll();
    expect(world.toldShort()).toEqual(['registered fraud v2 to PendingManualApproval']);
  });
});

describe('what costs nothing', () => {
  test('an event about what nobody watches: no call at all', async () => {
    const used = config({ watch: [rule({ groups: ['churn'] })] });
    await world.poll({ config: used });
    const arn = await world.register('fraud');
    world.countCalls();
    const image = eventAbout('arn:aws:sagemaker:us-east-1:000000000000:image-version/training/1');
    expect(await world.react([eventAbout(arn), image], { config: used })).toEqual([]);
    expect(world.countCalls()).toEqual({});
  });

  test('what is no event of ours: it is done with, and said', async () => {
    await poll();
    world.countCalls();
    expect(
      await react('{', 'null', {}, { ...eventAbout('arn:aws:sagemaker:us-east-1:000000000000:endpoint/x') }),
    ).toEqual([]);
    expect(world.countCalls()).toEqual({});
    expect(world.logged.filter(({ message }) => message.startsWith('not an event'))).toHaveLength(4);
  });

  test('twenty events about one version: one describe', async () => {
    await poll();
    const arn = await world.register('fraud');
    world.countCalls();
    await react(...Array.from({ length: 20 }, () => eventAbout(arn)));
    expect(world.countCalls()).toMatchObject({ DescribeModelPackage: 1, UpdateItem: 3, PublishBatch: 1 });
  });
});

describe('what fails comes again', () => {
  test('only that, and the rest of the batch is told', async () => {
    await world.createGroup('churn');
    await poll();
    const [a, b] = [await world.register('fraud'), await world.register('churn')];
    world.refuse(['DescribeModelPackage'], '/churn/');
    const bodies = [eventAbout(a), eventAbout(b), 'nonsense'];
    expect(await react(...bodies)).toEqual(['1']);
    expect(world.toldShort()).toEqual(['registered fraud v1 to PendingManualApproval']);
    world.noFaults();
    expect(await react(bodies[1])).toEqual([]);
    expect(world.toldShort()).toEqual(['registered churn v1 to PendingManualApproval']);
  });

  test('when the item cannot be written, all of its events', async () => {
    await poll();
    const [a, b] = [await world.register('fraud'), await world.register('fraud')];
    world.intercept((call, next) =>
      call.operation === 'UpdateItem' ? Promise.resolve({ status: 400, headers: {}, body: Buffer.from('{}') }) : next(),
    );
    expect(await react(eventAbout(a), eventAbout(b))).toEqual(['0', '1']);
    expect(world.told()).toEqual([]);
  });
});

test('from an event to its message, four requests follow each other: read, describe, commit, send', async () => {
  await poll();
  const arn = await world.register('fraud');
  await react(eventAbout(arn));
  await world.approve(arn);
  const chain: string[][] = [];
  let answered = 0;
  world.intercept(async (call, next) => {
    // A request stands one further than all whose answers came before it left.
    const place =
      answered === 0 ? 0 : chain.at(-1) && answered >= chain.flat().length ? chain.length : chain.length - 1;
    (chain[place] ??= []).push(call.operation);
    const answer = await next();
    answered++;
    return answer;
  });
  await react(eventAbout(arn));
  expect(chain.slice(0, 4)).toEqual([
    ['GetItem', 'GetItem', 'GetItem'],
    ['DescribeModelPackage'],
    ['UpdateItem'],
    ['PublishBatch'],
  ]);
});
