import fc from 'fast-check';
import type { SageMaker } from '../../aws/sagemaker.ts';
import type { ImageVersion } from '../../aws/sagemaker/records.ts';
import type { Edit, Hands } from './hands.ts';
import { living, pathOf } from './simulated-hands.ts';
import type { Time } from './subject.ts';

/** What is there, to choose from, and everybody to whom it is done. */
export interface World {
  readonly registry: SageMaker;
  readonly everybody: readonly Hands[];
  readonly time: Time;
}

/** Something done to a registry, if it can be done now. */
export interface Step {
  readonly name: string;
  readonly run: (world: World) => Promise<void>;
}

type Deed = (hands: Hands) => unknown;

const step = <T>(name: string, inputs: fc.Arbitrary<T>, deed: (input: T, world: World) => Deed | undefined) =>
  inputs.map((input): Step => ({
    name: `${name} ${fc.stringify(input)}`,
    async run(world) {
      const does = deed(input, world);
      for (const hands of does ? world.everybody : []) await does?.(hands);
    },
  }));

/** The same that somebody else chooses, as long as the same is there. */
const chosen = <T>(all: readonly T[], which: number): T | undefined => all[which % Math.max(1, all.length)];

export const groups = ['Fraud', 'churn', 'fraud-2'];
export const packages = ['Solo', 'fraud', 'alone'];
export const images = ['Training', 'serving.v2'];

const anyApproval = fc.constantFrom('Approved', 'Rejected', 'PendingManualApproval');
const which = fc.nat(20);
const perhaps = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const anyEdit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({ approval: anyApproval, note: perhaps(fc.constantFrom('fine', 'drifts “a bit”')) }),
  fc.record({
    lifeCycle: fc.record({
      Stage: fc.constantFrom('Staging', 'Production'),
      StageStatus: fc.constantFrom('Started', 'Done'),
    }),
  }),
);

const later = fc.constantFrom(0, 1, 999, 60_000).map((ms): Step => ({
  name: `later ${ms}`,
  run: ({ time }) => {
    time.now += ms;
    return Promise.resolve();
  },
}));

const createGroup = step('createGroup', fc.constantFrom(...groups), (name, { registry }) =>
  living(registry.groups).some((one) => one.name === name) ? undefined : (hands) => hands.createGroup(name),
);

const register = step(
  'register',
  fc.record({ group: fc.constantFrom(...groups), approval: anyApproval }),
  ({ group, approval }, { registry }) =>
    living(registry.groups).some(({ name }) => name === group) ? (hands) => hands.register(group, approval) : undefined,
);

const registerPackage = step('registerPackage', fc.constantFrom(...packages), (name, { registry }) =>
  living(registry.packages).some((one) => one.name === name) ? undefined : (hands) => hands.registerPackage(name),
);

const edit = step('edit', fc.record({ which, edit: anyEdit }), ({ which: it, edit: change }, { registry }) => {
  const one = chosen(registry.there(), it);
  return one && ((hands) => hands.edit(pathOf(one), change));
});

const anyStatus = fc.constantFrom('Completed', 'Failed', 'InProgress', 'Pending');

const setStatus = step('setStatus', fc.record({ which, status: anyStatus }), ({ which: it, status }, { registry }) => {
  const one = chosen([...registry.there(), ...living(registry.packages)], it);
  const reason = status === 'Failed' ? 'out of memory' : undefined;
  return one && ((hands) => hands.setStatus(pathOf(one), status, reason));
});

const describe = step('describe', fc.record({ which, text: fc.string() }), ({ which: it, text }, { registry }) => {
  const one = chosen([...registry.there(), ...living(registry.packages)], it);
  return one && ((hands) => hands.describe(pathOf(one), text));
});

const remove = step('remove', which, (it, { registry }) => {
  const one = chosen([...registry.there(), ...living(registry.packages)], it);
  return one && ((hands) => hands.remove(pathOf(one)));
});

/** With all that is in it, so that its numbers can be given again. */
const removeGroup = step('removeGroup', which, (it, { registry }) => {
  const group = chosen(living(registry.groups), it);
  const versions = registry.there().filter((one) => one.group === group?.name);
  return (
    group &&
    (async (hands) => {
      for (const one of versions) await hands.remove(pathOf(one));
      await hands.removeGroup(group.name);
    })
  );
});

const createImage = step('createImage', fc.constantFrom(...images), (name, { registry }) =>
  living(registry.images).some((one) => one.name === name) ? undefined : (hands) => hands.createImage(name),
);

const createImageVersion = step('createImageVersion', which, (it, { registry }) => {
  const image = chosen(living(registry.images), it);
  return image && ((hands) => hands.createImageVersion(image.name));
});

const anyImageStatus = fc.constantFrom('CREATED', 'CREATE_FAILED', 'DELETING', 'DELETE_FAILED');

const setImageStatus = step(
  'setImageStatus',
  fc.record({ which, status: anyImageStatus }),
  ({ which: it, status }, { registry }) => {
    const one = chosen(living(registry.imageVersions), it);
    const reason = status.endsWith('FAILED') ? 'no such base' : undefined;
    return one && ((hands) => hands.setImageStatus(pathOf(one), status, reason));
  },
);

/** SageMaker refuses to delete what is being worked on. */
const isIdle = ({ states }: ImageVersion) => !['CREATING', 'DELETING'].includes(states.at(-1)?.status ?? '');

const removeImageVersion = step('removeImageVersion', which, (it, { registry }) => {
  const one = chosen(living(registry.imageVersions).filter(isIdle), it);
  return one && ((hands) => hands.removeImageVersion(pathOf(one)));
});

const removeImage = step('removeImage', which, (it, { registry }) => {
  const image = chosen(living(registry.images), it);
  const versions = living(registry.imageVersions).filter((one) => one.image === image?.name);
  return image && versions.every(isIdle) ? (hands) => hands.removeImage(image.name) : undefined;
});

/** What fills a registry more often than what empties it. */
export const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: later },
  { weight: 4, arbitrary: createGroup },
  { weight: 8, arbitrary: register },
  { weight: 2, arbitrary: registerPackage },
  { weight: 5, arbitrary: edit },
  { weight: 2, arbitrary: setStatus },
  { weight: 1, arbitrary: describe },
  { weight: 2, arbitrary: remove },
  { weight: 1, arbitrary: removeGroup },
  { weight: 2, arbitrary: createImage },
  { weight: 4, arbitrary: createImageVersion },
  { weight: 3, arbitrary: setImageStatus },
  { weight: 1, arbitrary: removeImageVersion },
  { weight: 1, arbitrary: removeImage },
);
