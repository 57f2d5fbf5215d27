import { errorAnswer } from '../../local/aws/index.ts';
import { Member } from '../support/member.ts';
import { eventAbout } from '../support/events.ts';
import { keyOf } from '../support/sts.ts';
import { config, rule, World, type PollOptions } from '../support/world.ts';

const there = { account: '111122223333', region: 'eu-west-1' };
const key = '111122223333/eu-west-1';
const reader = 'arn:aws:iam::111122223333:role/reader';

let world: World;
let member: Member;
beforeEach(async () => {
  world = await World.start();
  member = await Member.start(there, world.clock, 'team-1');
  await world.createGroup('fraud');
});
afterEach(async () => {
  await member.close();
  await world.close();
});

const json = { sns: { format: 'json' as const, email: [] } };
const used = (changes: Partial<ReturnType<typeof config>> = {}) =>
  config({
    destinations: { people: json, ops: json },
    operators: ['ops'],
    sources: ['self', member.configured],
    ...changes,
  });
const options = (changes: PollOptions = {}): PollOptions => ({ config: used(), members: [member], ...changes });
const pollSelf = (changes: PollOptions = {}) => world.poll(options(changes));
const pollThere = (changes: PollOptions = {}) => world.poll(options({ event: { source: key }, ...changes }));
const react = (...bodies: unknown[]) => world.react(bodies, options());

/** A version there, a moment later. */
function register(group: string): string {
  world.clock.advance(10);
  const [arn = ''] = member.aws.registry.seed({ packages: [{ group }] });
  return arn;
}

describe('a poll', () => {
  test('is of the source that its event names, and tells whose registry it was', async () => {
    await pollSelf();
    await pollThere();
    await world.register('fraud');
    const arn = register('fraud');
    await pollThere();
    const [message, ...more] = world.published;
    expect(more).toEqual([]);
    expect(message?.attributes).toMatchObject({ ...there, group: 'fraud', kind: 'registered' });
    expect(world.told()).toMatchObject([{ ...there, change: { kind: 'registered', arn } }]);
    await pollSelf();
    expect(world.told()).toMatchObject([{ account: world.aws.account, region: world.aws.region }]);
  });

  test('reads another source by its role, with the external id and a session that bears our name, and asks once for many calls', async () => {
    register('fraud');
    for (let n = 0; n < 3; n++) await pollThere();
    expect(member.sts.asked).toEqual([{ role: reader, session: 'sagemaker-approval-notifier', externalId: 'team-1' }]);
    expect(member.calls.length).toBeGreaterThan(2);
    for (const { headers } of member.calls) expect(headers.authorization).toContain(`Credential=${keyOf(reader)}/`);
  });

  test('is of the own account if nothing is asked for, whatever else a schedule writes by itself', async () => {
    await pollSelf({ event: { source: 'aws.scheduler', 'detail-type': 'Scheduled Event' } });
    expect(member.sts.asked).toEqual([]);
    expect(member.calls).toEqual([]);
  });

  test('of a source that is not configured is refused, by name, with those that are', async () => {
    await expect(pollSelf({ event: { source: '999988887777/eu-west-1' } })).rejects.toThrow(
      '"999988887777/eu-west-1" is not a source of this config; configured: 000000000000/us-east-1, 111122223333/eu-west-1',
    );
  });

  test('tells of a group that a rule names by ARN once, though a glob of every source would have it', async () => {
    const named = `arn:aws:sagemaker:eu-west-1:${there.account}:model-package-group/shared`;
    const rules = used({ watch: [rule({ groups: [named] }), rule({ groups: ['*'] })] });
    for (const poll of [pollSelf, pollThere]) await poll({ config: rules });
    const arn = register('shared');
    for (const poll of [pollSelf, pollThere, pollSelf]) await poll({ config: rules });
    expect(world.told()).toMatchObject([{ ...there, change: { arn } }]);
  });
});

describe('a role that may not be assumed', () => {
  beforeEach(async () => {
    register('fraud');
    await pollSelf();
    await pollThere();
    world.published.splice(0);
    // As in another execution environment: no credentials are kept.
    const { source, configured } = member;
    await member.close();
    member = await Member.start(source, world.clock, configured.externalId);
    member.distrust();
  });

  test('costs one question, stops nobody else, and is told once, with what is lacking, and once when that is over', async () => {
    await world.register('fraud');
    for (let n = 0; n < 3; n++) {
      await pollThere();
      await pollSelf();
    }
    expect(member.sts.asked).toHaveLength(3);
    const refusals = world.logged.filter(({ message }) => message === 'cannot be read');
    expect(refusals).toHaveLength(3);
    for (const { fields } of refusals) expect(fields).toMatchObject({ source: key, operation: 'AssumeRole' });
    expect(member.calls).toEqual([]);
    const [failed, registered, ...more] = world.told();
    expect(more).toEqual([]);
    expect(failed).toMatchObject({
      destination: 'ops',
      ...there,
      change: {
        kind: 'watch-failed',
        subject: 'registry',
        arn: `arn:aws:sagemaker:eu-west-1:${there.account}:*`,
        operation: 'AssumeRole',
        fault: 'refused',
        permission: 'sts:AssumeRole',
        role: reader,
        reason: `AccessDenied: User is not authorized to perform: sts:AssumeRole on resource: ${reader}`,
      },
    });
    expect(registered).toMatchObject({ destination: 'people', account: world.aws.account });

    member.trust();
    member.aws.registry.seed({ packages: [{ group: 'fraud' }] });
    for (let n = 0; n < 2; n++) await pollThere();
    expect(world.toldShort().filter((told) => told.startsWith('watch'))).toEqual(['watch-recovered registry']);
  });

  test('makes nothing gone that was there', async () => {
    // Its registry is empty by now; nobody has seen that.
    for (let n = 0; n < 3; n++) await pollThere();
    expect(world.toldShort()).toEqual(['watch-failed registry']);
    expect(world.reports.at(-1)).toMatchObject({ unreadable: 1 });
  });

  test('does not keep back what was found before', async () => {
    member.trust();
    register('fraud');
    world.intercept((call, next) => (call.service === 'sns' ? Promise.resolve('hang-up') : next()));
    await pollThere();
    world.noFaults();
    world.clock.advance(3_600_000);
    const { source, configured } = member;
    await member.close();
    member = await Member.start(source, world.clock, configured.externalId);
    member.distrust();
    world.published.splice(0);
    await pollThere();
    expect(world.toldShort().filter((told) => told.startsWith('registered'))).toHaveLength(1);
  });

  test('has events come again, with one question for all of them; those of others are looked at', async () => {
    const own = await world.register('fraud');
    const theirs = [1, 2, 3].map((version) => eventAbout(`${arnOf('fraud')}/${version}`));
    const again = await react(...theirs, eventAbout(own));
    expect(again).toEqual(['0', '1', '2']);
    expect(member.sts.asked).toHaveLength(1);
    expect(world.toldShort()).toEqual(['registered fraud v1 to PendingManualApproval']);
    expect(world.published).toEqual([]);
  });
});

test('STS that fails is told after a quarter of an hour, as nothing that anyone has to allow', async () => {
  member.sts.fail(500);
  await pollThere();
  expect(world.told()).toEqual([]);
  world.clock.advance(16 * 60_000);
  await pollThere();
  const [told] = world.told();
  expect(told?.change).toMatchObject({ operation: 'AssumeRole', fault: 'unavailable', role: reader });
  expect(told?.change).not.toHaveProperty('permission');
}, 30_000);

test('a permission that the role lacks is told with the role', async () => {
  member.refuse('ListModelPackages', 'ListModelPackageGroups');
  for (let n = 0; n < 2; n++) await pollThere();
  expect(world.told()).toMatchObject([
    { ...there, change: { kind: 'watch-failed', permission: 'sagemaker:ListModelPackages', role: reader } },
  ]);
  member.refuse();
  await pollThere();
  expect(world.toldShort()).toEqual(['watch-recovered registry']);
});

describe('a batch of events', () => {
  test('of two sources is looked at in both, each for its own', async () => {
    await pollSelf();
    await pollThere();
    const own = await world.register('fraud');
    const theirs = register('fraud');
    expect(await react(eventAbout(theirs), eventAbout(own))).toEqual([]);
    const told = world.told() as unknown as { account: string; change: { arn: string } }[];
    expect(told.map(({ account, change }) => [account, change.arn]).sort()).toEqual([
      [world.aws.account, own],
      [there.account, theirs],
    ]);
    for (const poll of [pollSelf, pollThere]) await poll();
    expect(world.told()).toEqual([]);
  });

  test('comes again for the source that fails, and for no other', async () => {
    await pollSelf();
    await pollThere();
    const own = await world.register('fraud');
    const theirs = register('fraud');
    world.intercept((call, next) =>
      call.service === 'dynamodb' && call.body.includes(key)
        ? Promise.resolve(errorAnswer('dynamodb', 'AccessDeniedException', 'not for you', 400))
        : next(),
    );
    expect(await react(eventAbout(theirs), eventAbout(own))).toEqual(['0']);
    expect(world.told()).toMatchObject([{ account: world.aws.account }]);
  });

  test('holds what is of no source: it is dropped, and said in the log, whatever it claims to be about', async () => {
    await pollSelf();
    const own = await world.register('fraud');
    const forged = { ...eventAbout(own), account: '999988887777' };
    const image = eventAbout('arn:aws:sagemaker:us-east-1:000000000000:image-version/base/1');
    world.countCalls();
    expect(await react(forged, { ...image, account: '999988887777' })).toEqual([]);
    expect(world.countCalls()).toEqual({});
    expect(
      world.logged.filter(({ message }) => message === 'an event of a source that is not configured'),
    ).toHaveLength(2);
  });

  test('about a group that its owner shares is looked at by the source that watches it, though the owner is none', async () => {
    const named = 'arn:aws:sagemaker:us-east-1:999988887777:model-package-group/shared';
    const rules = used({ watch: [rule({ groups: [named] })] });
    world.countCalls();
    await world.react([eventAbout('arn:aws:sagemaker:us-east-1:999988887777:model-package/shared/1')], {
      config: rules,
      members: [member],
    });
    expect(world.countCalls()).toHaveProperty('DescribeModelPackage', 1);
  });
});

const arnOf = (group: string) => `arn:aws:sagemaker:eu-west-1:${there.account}:model-package/${group}`;
