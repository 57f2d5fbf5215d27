import type { Config } from '../../../functions/runtime/config/schema.ts';
import { config, rule } from '../../support/world.ts';
import { hereKey, there, thereKey } from '../cloud/names.ts';
import type { Scene } from './play.ts';
import { replayAll } from './replay.ts';
import type { Stage } from './stage.ts';

const minute = 60_000;

const destinations: Config['destinations'] = {
  machines: { sns: { format: 'json', email: [] } },
  leads: { sns: { format: 'text', email: [] } },
  bus: { eventbridge: { bus: 'default' } },
  chat: { slack: { webhook: 'webhook' } },
  team: { slack: { channel: 'C0123456789', token: 'bot' } },
};

const all = { groups: ['*'], packages: ['*'], notify: Object.keys(destinations) };

const configOf = (overrides: Partial<Config> = {}): Config =>
  config({
    watch: [rule(all)],
    limits: { requestsPerSecond: 100, pageSize: 3 },
    destinations,
    operators: ['machines'],
    ...overrides,
  });

/** Nothing else happens before all was looked at, as far as that ever is. */
async function firstPolls(stage: Stage): Promise<void> {
  for (let polls = 0; polls < 2 || (!stage.isWatched && polls < 6); polls++) await stage.poll();
}

/** What is there before anybody watches: two groups of two versions. */
async function begin(stage: Stage): Promise<void> {
  const registry = stage.registry();
  for (const group of ['Fraud', 'churn']) {
    registry.register(group, 'Approved');
    await stage.pass(1);
    registry.register(group, 'PendingManualApproval');
    await stage.pass(1);
  }
  await firstPolls(stage);
}

const told: Scene = {
  name: 'told',
  config: configOf(),
  lowerCases: false,
  play: async (stage) => {
    await begin(stage);
    const version = stage.registry().register('Fraud', 'PendingManualApproval');
    await stage.pollTwice();
    stage.registry().change(version, { approval: 'Approved' });
    await stage.poll();
  },
};

const gone: Scene = {
  name: 'gone',
  config: configOf(),
  lowerCases: true,
  play: async (stage) => {
    await begin(stage);
    const registry = stage.registry();
    const [first, second, , fourth] = registry.there();
    if (!first || !second || !fourth) throw new Error('there are no versions to change');
    registry.remove(first);
    registry.change(second, { approval: 'Rejected' });
    registry.change(fourth, { status: 'Failed' });
    registry.register('credit', 'Approved');
    await stage.pollTwice();
    stage.removeGroup('churn');
    await stage.poll();
    await stage.poll();
  },
};

const events: Scene = {
  name: 'events',
  config: configOf(),
  lowerCases: false,
  play: async (stage) => {
    await begin(stage);
    const version = stage.registry().register('credit', 'PendingManualApproval');
    stage.tell(version);
    await stage.poll();
    stage.registry().change(version, { approval: 'Rejected' });
    stage.tell(version);
    await stage.poll();
    stage.registry().remove(version);
    stage.tell(version);
    stage.tell(stage.registry().register('Fraud', 'Approved'));
    await stage.poll();
  },
};

/** Two destinations take nothing for a while, a third refuses a message: that is parked, and later put back while others wait. */
const closed: Scene = {
  name: 'closed',
  config: configOf(),
  lowerCases: false,
  play: async (stage) => {
    await begin(stage);
    const { chat, team, sns } = stage.cloud;
    chat.downUntil = stage.now() + 17 * minute;
    team.closedUntil = stage.now() + 6 * minute;
    // What is told to programs it takes.
    sns.refuse = ({ Message }) =>
      Message?.startsWith('{')
        ? undefined
        : { Code: 'InvalidParameter', Message: 'Invalid parameter', SenderFault: true };
    const version = stage.registry().register('Fraud', 'PendingManualApproval');
    await stage.pollTwice();
    sns.refuse = () => undefined;
    // Who sees it fail asks again.
    for (let times = 0; times < 2; times++) await replayAll(stage);
    stage.registry().change(version, { approval: 'Approved' });
    await stage.poll();
    await stage.poll();
    await stage.poll();
  },
};

const member: Scene = {
  name: 'member',
  config: configOf({
    watch: [rule({ ...all, remind: { after: '40m', every: '1h' } })],
    sources: ['self', { ...there }],
  }),
  lowerCases: false,
  reminds: { after: 40 * minute, every: 60 * minute },
  play: async (stage) => {
    const registry = stage.registry(thereKey);
    registry.register('Fraud', 'PendingManualApproval');
    await firstPolls(stage);
    const version = registry.register('Fraud', 'PendingManualApproval');
    stage.tell(version, thereKey);
    await stage.pollTwice();
    await stage.pass(40);
    await stage.poll();
    registry.change(version, { approval: 'Approved' });
    stage.tell(version, thereKey);
    await stage.poll();
  },
};

/** Few of many groups are watched: these are listed one by one. */
const narrow: Scene = {
  name: 'narrow',
  config: configOf({ watch: [rule({ ...all, groups: ['f*', 'c*'], packages: [] })] }),
  omits: 'others',
  lowerCases: true,
  play: async (stage) => {
    const registry = stage.registry();
    const others = Array.from({ length: 8 }, () => registry.register('others', 'Approved'));
    await begin(stage);
    const version = registry.register('Fraud', 'PendingManualApproval');
    await stage.pollTwice();
    registry.change(version, { approval: 'Approved' });
    await stage.poll();
    // In the end what is remembered is held against all that is there.
    for (const one of others) registry.remove(one);
  },
};

/** Images, and model packages of no group. */
const others: Scene = {
  name: 'others',
  config: configOf({ watch: [rule({ ...all, groups: [], images: ['*'] })] }),
  lowerCases: false,
  play: async (stage) => {
    const registry = stage.registry();
    const known = registry.registerPackage('known', 'Approved');
    registry.createImageVersion('training');
    await firstPolls(stage);
    const added = registry.registerPackage('added', 'PendingManualApproval');
    const version = registry.createImageVersion('training', 'CREATING');
    await stage.pollTwice();
    registry.change(added, { approval: 'Approved' });
    registry.changeImageVersion(version, 'CREATED');
    registry.remove(known);
    await stage.pollTwice();
    registry.removeImage('training');
    stage.removals.push({ source: hereKey, within: 'training', at: stage.now() });
    await stage.poll();
  },
};

export const scenes: readonly Scene[] = [told, gone, events, closed, member, narrow, others];
