import fc from 'fast-check';
import { approvalStatuses, packageStatuses, registrationTypes } from '../../functions/domain/model-package.ts';
import { collectionKinds, type Collection, type Member } from '../../functions/domain/collection.ts';
import { imageVersionStatuses } from '../../functions/domain/image-version.ts';
import type { MemberRecord, PackageRecord } from '../../functions/domain/record.ts';
import { decodeRecords, encodeRecords } from '../../functions/store/codec.ts';
import { StateError } from '../../functions/store/errors.ts';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = fc.string({ unit: 'grapheme', maxLength: 63 });

const anyRecord: fc.Arbitrary<PackageRecord> = fc
  .record({
    createdAt: fc.oneof(
      fc.integer({ min: Date.parse('2017-01-01'), max: Date.parse('2100-01-01') }),
      fc.integer({ min: -8.64e14, max: 8.64e14 }),
    ),
    status: fc.constantFrom(...packageStatuses),
    approval: optional(fc.constantFrom(...approvalStatuses)),
    stage: optional(fc.record({ stage: text, stageStatus: text })),
    registrationType: optional(fc.constantFrom(...registrationTypes)),
    description: optional(fc.integer({ min: 0, max: 0xffff_ffff })),
  })
  .map(({ stage, approval, registrationType, description, ...rest }) => ({
    ...rest,
    ...(approval && { approval }),
    ...stage,
    ...(registrationType && { registrationType }),
    ...(description !== undefined && { description }),
  }));

const anyVersion = fc.oneof(fc.integer({ min: 1, max: 9000 }), fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }));

const anyImageRecord = fc.record({
  createdAt: fc.integer({ min: -8.64e14, max: 8.64e14 }),
  status: fc.constantFrom(...imageVersionStatuses),
});

const anyOf = (kind: Collection['kind'], members: fc.Arbitrary<Member>, records: fc.Arbitrary<MemberRecord>) =>
  fc
    .uniqueArray(fc.tuple(members, records), { maxLength: 60, selector: ([member]) => member })
    .map((rows) => ({ kind, records: new Map(rows) }));

const anyName = fc.oneof(fc.stringMatching(/^[a-z][a-zA-Z0-9-]{0,62}$/), fc.string({ unit: 'grapheme', minLength: 1 }));

/** What a collection of each kind can hold. */
const anyCollection = fc.oneof(
  anyOf('group', anyVersion, anyRecord),
  anyOf('packages', anyName, anyRecord),
  anyOf('image', anyVersion, anyImageRecord),
);

const day = 86_400_000;
const minute = 60_000;
const full = (recordOf: (index: number) => Partial<PackageRecord>) =>
  new Map(
    Array.from({ length: 4096 }, (_, index): [number, PackageRecord] => [
      index + 4097,
      { createdAt: Date.parse('2024-01-01') + index * 7 * minute, status: 'Completed', ...recordOf(index) },
    ]),
  );

test('whatever is packed is unpacked as it was', () => {
  fc.assert(
    fc.property(anyCollection, ({ kind, records }) => {
      const unpacked = decodeRecords(kind, encodeRecords(kind, records));
      expect(unpacked).toEqual(records);
      expect([...unpacked.keys()]).toEqual([...records.keys()].sort((a, b) => (a < b ? -1 : 1)));
    }),
    { numRuns: 300 },
  );
});

test('packing is the same whatever order they come in', () => {
  fc.assert(
    fc.property(anyCollection, ({ kind, records }) => {
      expect(encodeRecords(kind, new Map([...records].reverse()))).toEqual(encodeRecords(kind, records));
    }),
  );
});

test('stages are kept apart, wherever the one text ends and the other begins', () => {
  const at = { createdAt: 0, status: 'Completed' } as const;
  const records = new Map<number, PackageRecord>([
    [1, { ...at, stage: 'a\0', stageStatus: 'b' }],
    [2, { ...at, stage: 'a', stageStatus: '\0b' }],
    [3, { ...at, stage: 'a', stageStatus: '' }],
    [4, { ...at, stage: '', stageStatus: 'a' }],
  ]);
  expect(decodeRecords('group', encodeRecords('group', records))).toEqual(records);
});

describe('a full chunk takes, at most, the bytes a version that the codec promises', () => {
  test.each<[string, number, (index: number) => Partial<PackageRecord>]>([
    ['pending', 7, () => ({ approval: 'PendingManualApproval' })],
    ['with a stage', 8, (index) => ({ stage: 'Production', stageStatus: index % 2 ? 'Active' : 'Ready' })],
    ['with a description', 11, (index) => ({ description: index * 1_000_003 })],
    [
      'weeks apart, with all there can be',
      13,
      (index) => ({
        createdAt: index * 30 * day,
        approval: 'Approved',
        stage: `stage-${index % 100}`,
        stageStatus: 'Active',
        registrationType: 'Registered',
        description: 0xffff_ffff - index,
      }),
    ],
  ])('%s: %i', (_, perVersion, recordOf) => {
    const records = full(recordOf);
    const bytes = encodeRecords('group', records);
    expect(bytes.length).toBeLessThanOrEqual(4096 * perVersion + 2500);
    expect(decodeRecords('group', bytes)).toEqual(records);
  });
});

describe('bytes that it did not write', () => {
  const huge = [255, 255, 255, 255, 255, 255, 255, 15];
  const unpack = (bytes: Uint8Array) => () => decodeRecords('group', bytes);

  test.each<[string, number[]]>([
    ['no bytes', []],
    ['an unknown layout', [2, 0]],
    ['layout 0', [0, 0]],
    ['only the layout', [1]],
    ['no number of stages', [1, 0]],
    ['more stages than there are', [1, 0, 3, 1, 65, 1, 66]],
    ['a text longer than the bytes', [1, 0, 1, 200, 1, 65]],
    ['a text of 2^53 - 1 bytes', [1, 0, 1, ...huge]],
    ['2^53 - 1 versions', [1, ...huge, 0, 1, 96, 0]],
    ['a number without end', [1, ...Array.from({ length: 5000 }, () => 255)]],
    ['fewer versions than there should be', [1, 2, 0, 1, 96, 0]],
    ['more versions than there should be', [1, 1, 0, 1, 96, 0, 1, 96, 0]],
    ['a row cut in its time', [1, 1, 0, 1, 96, 200]],
    ['an unknown status', [1, 1, 0, 1, 240, 0]],
    ['a stage that is not listed', [1, 1, 0, 1, 98, 0, 0]],
    ['the same version twice', [1, 2, 0, 1, 96, 0, 0, 96, 2]],
    ['version 0', [1, 1, 0, 0, 96, 0]],
    ['a stage that is no UTF-8', [1, 0, 1, 1, 255, 0]],
    ['a version beyond all numbers', [1, 2, 0, ...huge, 96, 0, ...huge, 96, 0]],
  ])('%s fails as unreadable state', (_, bytes) => {
    expect(unpack(Uint8Array.from(bytes))).toThrow(StateError);
  });

  test.each([
    ['image', 'group'],
    ['group', 'packages'],
    ['packages', 'image'],
  ] as const)('records of kind %s fail where those of kind %s should be', (written, read) => {
    expect(() => decodeRecords(read, encodeRecords(written, new Map()))).toThrow(/layout/);
  });

  test.each([49, 240])('an image version with flags %i fails', (flags) => {
    expect(() => decodeRecords('image', Uint8Array.from([3, 1, 0, 1, flags, 0]))).toThrow(StateError);
  });

  test('any bytes at all are refused, or are a packing of what they unpack to', () => {
    const mangled = fc.tuple(anyCollection, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([packed, at, byte]) => {
      const { kind, records } = packed;
      const bytes = encodeRecords(kind, records);
      bytes[at % bytes.length] = byte;
      return { kind, bytes };
    });
    const random = fc.record({
      kind: fc.constantFrom(...collectionKinds),
      bytes: fc.uint8Array({ maxLength: 200 }),
    });
    fc.assert(
      fc.property(fc.oneof(random, mangled), ({ kind, bytes }) => {
        let unpacked: ReturnType<typeof decodeRecords>;
        try {
          unpacked = decodeRecords(kind, bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(StateError);
          return;
        }
        expect(decodeRecords(kind, encodeRecords(kind, unpacked))).toEqual(unpacked);
      }),
      { numRuns: 1000 },
    );
  });

  test('cut anywhere, a packing is never read as fewer versions', () => {
    fc.assert(
      fc.property(anyCollection, fc.nat(), ({ kind, records }, at) => {
        const bytes = encodeRecords(kind, records);
        const cut = bytes.subarray(0, at % bytes.length);
        expect(() => decodeRecords(kind, cut)).toThrow(StateError);
      }),
    );
  });
});
