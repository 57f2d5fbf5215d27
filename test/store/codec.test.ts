import fc from 'fast-check';
import { approvalStatuses, packageStatuses, registrationTypes } from '../../functions/domain/model-package.ts';
import type { VersionRecord } from '../../functions/domain/record.ts';
import { decodeVersions, encodeVersions } from '../../functions/store/codec.ts';
import { StateError } from '../../functions/store/errors.ts';

const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const text = fc.string({ unit: 'grapheme', maxLength: 63 });

const anyRecord: fc.Arbitrary<VersionRecord> = fc
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

const anyRecords = fc
  .uniqueArray(fc.tuple(anyVersion, anyRecord), { maxLength: 60, selector: ([version]) => version })
  .map((rows) => new Map(rows));

const day = 86_400_000;
const minute = 60_000;
const full = (recordOf: (index: number) => Partial<VersionRecord>) =>
  new Map(
    Array.from({ length: 4096 }, (_, index): [number, VersionRecord] => [
      index + 4097,
      { createdAt: Date.parse('2024-01-01') + index * 7 * minute, status: 'Completed', ...recordOf(index) },
    ]),
  );

test('whatever is packed is unpacked as it was', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      const unpacked = decodeVersions(encodeVersions(records));
      expect(unpacked).toEqual(records);
      expect([...unpacked.keys()]).toEqual([...records.keys()].sort((a, b) => a - b));
    }),
    { numRuns: 300 },
  );
});

test('packing is the same whatever order the versions come in', () => {
  fc.assert(
    fc.property(anyRecords, (records) => {
      expect(encodeVersions(new Map([...records].reverse()))).toEqual(encodeVersions(records));
    }),
  );
});

test('stages are kept apart, wherever the one text ends and the other begins', () => {
  const at = { createdAt: 0, status: 'Completed' } as const;
  const records = new Map<number, VersionRecord>([
    [1, { ...at, stage: 'a\0', stageStatus: 'b' }],
    [2, { ...at, stage: 'a', stageStatus: '\0b' }],
    [3, { ...at, stage: 'a', stageStatus: '' }],
    [4, { ...at, stage: '', stageStatus: 'a' }],
  ]);
  expect(decodeVersions(encodeVersions(records))).toEqual(records);
});

describe('a full chunk takes, at most, the bytes a version that the codec promises', () => {
  test.each<[string, number, (index: number) => Partial<VersionRecord>]>([
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
    const bytes = encodeVersions(records);
    expect(bytes.length).toBeLessThanOrEqual(4096 * perVersion + 2500);
    expect(decodeVersions(bytes)).toEqual(records);
  });
});

describe('bytes that it did not write', () => {
  const huge = [255, 255, 255, 255, 255, 255, 255, 15];
  const unpack = (bytes: Uint8Array) => () => decodeVersions(bytes);

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

  test('any bytes at all are refused, or are a packing of what they unpack to', () => {
    const mangled = fc.tuple(anyRecords, fc.nat(), fc.integer({ min: 0, max: 255 })).map(([records, at, byte]) => {
      const bytes = encodeVersions(records);
      bytes[at % bytes.length] = byte;
      return bytes;
    });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), mangled), (bytes) => {
        let unpacked: ReturnType<typeof decodeVersions>;
        try {
          unpacked = decodeVersions(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(StateError);
          return;
        }
        expect(decodeVersions(encodeVersions(unpacked))).toEqual(unpacked);
      }),
      { numRuns: 1000 },
    );
  });

  test('cut anywhere, a packing is never read as fewer versions', () => {
    fc.assert(
      fc.property(anyRecords, fc.nat(), (records, at) => {
        const bytes = encodeVersions(records);
        const cut = bytes.subarray(0, at % bytes.length);
        expect(unpack(cut)).toThrow(StateError);
      }),
    );
  });
});
