import type { PackageRecord } from '../../functions/domain/record.ts';
import { decodeRecords, encodeRecords } from '../../functions/store/codec.ts';
import type { Table } from './table.ts';

const day = 86_400_000;

/** Bytes a version, packed and as the JSON that a naive store would keep, for versions some hours or days apart. */
export function stateBytes(): Table {
  const kinds: Record<string, (i: number) => PackageRecord> = {
    plain: (i) => ({ createdAt: i * day + (i % 977) * 1013, status: 'Completed', approval: 'Approved' }),
    'with description': (i) => ({
      createdAt: i * day + (i % 977) * 1013,
      status: 'Completed',
      approval: 'Rejected',
      description: (i * 2654435761) % 2 ** 32,
    }),
    'with description, life cycle and type': (i) => ({
      createdAt: i * day + (i % 977) * 1013,
      status: 'Completed',
      approval: 'PendingManualApproval',
      registrationType: 'Registered',
      stage: 'Production',
      stageStatus: 'Active',
      description: (i * 2654435761) % 2 ** 32,
    }),
  };
  const rows = Object.entries(kinds).map(([kind, make]) => {
    const records = new Map(Array.from({ length: 4096 }, (_, i) => [i + 1, make(i)]));
    const bytes = encodeRecords('group', records);
    const json = JSON.stringify([...records]);
    const time = (run: () => unknown) => {
      const start = performance.now();
      for (let n = 0; n < 20; n++) run();
      return (performance.now() - start) / 20;
    };
    time(() => decodeRecords('group', bytes));
    const decoding = time(() => decodeRecords('group', bytes)) / time(() => JSON.parse(json));
    return {
      version: kind,
      'bytes packed': Number((bytes.length / 4096).toFixed(1)),
      'bytes as JSON': Math.round(json.length / 4096),
      'decode / JSON.parse': Number(decoding.toFixed(2)),
    };
  });
  return { title: 'State of a version', rows };
}
