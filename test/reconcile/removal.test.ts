import { World } from '../support/world.ts';

let world: World;
beforeEach(async () => {
  world = await World.start();
});
afterEach(() => world.close());

/** Answers every ListModelPackages as `change` makes of it. */
function lists(change: (answer: { ModelPackageSummaryList: { ModelPackageVersion: number }[] }) => unknown): void {
  world.intercept(async (call, next) => {
    const answer = await next();
    if (call.operation !== 'ListModelPackages') return answer;
    const page = JSON.parse(answer.body.toString()) as Parameters<typeof change>[0];
    return {
      ...answer,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: Buffer.from(JSON.stringify(change(page))),
    };
  });
}

describe('no removal is told unless a complete listing lacked it and a describe said not found (invariant 1)', () => {
  beforeEach(async () => {
    await world.createGroup('g');
    await world.poll();
    await world.register('g');
    await world.register('g');
    await world.poll();
    world.told();
  });

  test('a listing that lags behind and lacks a version removes nothing', async () => {
    lists((page) => ({ ...page, ModelPackageSummaryList: page.ModelPackageSummaryList.slice(1) }));
    await world.poll();
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('a listing that is suddenly empty removes neither versions nor the group', async () => {
    lists((page) => ({ ...page, ModelPackageSummaryList: [] }));
    await world.poll();
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('a describe that is refused removes nothing', async () => {
    world.intercept(async (call, next) => {
      if (call.operation.startsWith('Describe')) return refusal;
      const answer = await next();
      if (call.operation !== 'ListModelPackages') return answer;
      return { ...answer, body: Buffer.from('{"ModelPackageSummaryList":[]}') };
    });
    await world.poll();
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('a listing that breaks off half way removes nothing', async () => {
    lists((page) => ({ ModelPackageSummaryList: page.ModelPackageSummaryList.slice(0, 1), NextToken: 'more' }));
    const first = world.poll();
    await first.catch(() => undefined);
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('what is really gone is told, once', async () => {
    await world.remove('arn:aws:sagemaker:us-east-1:000000000000:model-package/g/1');
    await world.poll();
    await world.poll();
    expect(world.toldShort()).toEqual(['removed g v1 from PendingManualApproval']);
  });
});

describe('a stale listing never moves a record backwards (invariant 4)', () => {
  test('a status of the past is described, found to be the past, and not told', async () => {
    await world.createGroup('g');
    await world.poll();
    const arn = await world.register('g');
    await world.poll();
    await world.approve(arn);
    await world.poll();
    world.told();
    lists((page) => ({
      ModelPackageSummaryList: page.ModelPackageSummaryList.map((one) => ({
        ...one,
        ModelApprovalStatus: 'PendingManualApproval',
      })),
    }));
    world.countCalls();
    await world.poll();
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
    expect(world.countCalls()).not.toHaveProperty('UpdateItem');
  });

  test('a version that was removed long ago, listed again by a lagging replica, is neither recorded nor told', async () => {
    await world.createGroup('g');
    const arn = await world.register('g');
    await world.register('g');
    await world.poll();
    const before = (await listing()) as object;
    await world.remove(arn);
    await world.poll();
    expect(world.toldShort()).toEqual(['removed g v1 from PendingManualApproval']);
    lists(() => before);
    await world.poll();
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });

  test('a group that was removed and forgotten, listed again by a lagging replica, is not told as removed once more', async () => {
    await world.createGroup('g');
    const arn = await world.register('g');
    await world.poll();
    const before = (await listing()) as object;
    await world.remove(arn);
    await world.removeGroup('g');
    await world.poll();
    expect(world.toldShort()).toEqual(['group-removed g']);
    await world.poll();
    lists(() => before);
    await world.poll();
    world.noFaults();
    await world.poll();
    expect(world.toldShort()).toEqual([]);
  });
});

async function listing(): Promise<unknown> {
  const answer = await fetch(world.aws.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': 'SageMaker.ListModelPackages', 'content-type': 'application/x-amz-json-1.1' },
    body: JSON.stringify({ ModelPackageType: 'Versioned' }),
  });
  return answer.json();
}

const refusal = {
  status: 400,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: Buffer.from(JSON.stringify({ __type: 'AccessDeniedException', message: 'not authorized' })),
};
