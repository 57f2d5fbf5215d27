import fc from 'fast-check';
import { Update } from '../../../functions/store/update.ts';

/** Few, so that paths meet: in each other, in the item, and in the conditions. */
const names = ['a', 'b', 'c'];

const anyName = fc.constantFrom(...names);
const anyPath = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyName) },
  { weight: 2, arbitrary: fc.tuple(anyName, anyName) },
  { weight: 1, arbitrary: fc.tuple(anyName, anyName, anyName) },
);
const anyNumber = fc.integer({ min: -2, max: 12 });
const scalar = fc.oneof(anyNumber, fc.constantFrom('', 'x', '1', 'ü💥'), fc.boolean());
const anySet = fc.uniqueArray(fc.constantFrom('x', 'y', 'z'), { minLength: 1 }).map((members) => new Set(members));
const bytes = fc.uint8Array({ maxLength: 3 });

const { map: anyMap } = fc.letrec<{ value: unknown; map: Record<string, unknown> }>((tie) => ({
  value: fc.oneof({ depthSize: 'medium' }, scalar, anySet, bytes, tie('map'), tie('map'), tie('map')),
  map: fc.dictionary(anyName, tie('value'), { maxKeys: 3, noNullPrototype: true }),
}));

/** The attributes of an item besides its key; undefined: it is not there. */
export const anyAttributes = fc.option(anyMap, { nil: undefined, freq: 8 });

type Step = (update: Update) => Update;

const action: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(anyPath, fc.oneof(scalar, anySet, bytes, anyMap)).map(
    ([path, value]): Step =>
      (update) =>
        update.set(path, value),
  ),
  anyPath.map(
    (path): Step =>
      (update) =>
        update.remove(path),
  ),
  fc.tuple(anyPath, fc.constantFrom('x', 'y')).map(
    ([path, member]): Step =>
      (update) =>
        update.addToSet(path, member),
  ),
  fc.tuple(anyPath, anySet).map(
    ([path, members]): Step =>
      (update) =>
        update.deleteFromSet(path, [...members]),
  ),
);

const condition: fc.Arbitrary<Step> = fc.oneof(
  anyPath.map(
    (path): Step =>
      (update) =>
        update.whenAbsent(path),
  ),
  anyPath.map(
    (path): Step =>
      (update) =>
        update.whenPresent(path),
  ),
  anyPath.map(
    (path): Step =>
      (update) =>
        update.whenEmpty(path),
  ),
  fc.tuple(anyPath, scalar).map(
    ([path, value]): Step =>
      (update) =>
        update.when(path, '=', value),
  ),
  fc.tuple(anyPath, anyNumber).map(
    ([path, value]): Step =>
      (update) =>
        update.when(path, '<=', value),
  ),
);

const anyOf = fc.array(condition, { minLength: 1, maxLength: 3 }).map(
  (steps): Step =>
    (update) =>
      update.whenAny((any) => applied(any, steps)),
);

const applied = (update: Update, steps: readonly Step[]): Update => steps.reduce((done, step) => step(done), update);

/** What the store's builder can make, valid or not. */
export const anyUpdate = fc
  .tuple(
    fc.array(action, { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(condition, anyOf), { maxLength: 2, size: 'xsmall' }),
  )
  .map(([actions, conditions]) => applied(new Update(), [...actions, ...conditions]).expressions());
