import { oneLine } from '../../functions/channels/shared/clean.ts';
import type { Member } from '../../functions/domain/collection.ts';
import { isImageRecord, type MemberRecord } from '../../functions/domain/record.ts';
import type { Chunk } from '../../functions/domain/state.ts';
import { formatTable, type Column, type Paper } from '../table.ts';
import { isoTime, showTime } from '../time.ts';
import { byStatus } from '../tint.ts';
import { subjectText } from '../subject.ts';
import { sizeOf, type Remembered, type Waiting } from './collections.ts';
import { marksOf } from './marks.ts';
import type { Opened } from './open.ts';

/** One collection: its items, its records, what it still has to tell. */
export function detailText(one: Remembered, paper: Paper): string {
  const { collection, chunks, outbox } = one;
  const { bold, dim } = paper.colors;
  const records = chunks.flatMap((chunk) => [...chunk.records]);
  return [
    bold(`${collection.kind} ${oneLine(collection.name)}: ${sizeOf(one)} remembered, ${outbox.length} to be told`),
    ...(collection.reference === collection.name || collection.reference === ''
      ? []
      : [dim(oneLine(collection.reference))]),
    ...chunks.map((chunk) => dim(chunkText(chunk))),
    ...(records.length === 0 ? [] : ['', formatTable(records, recordColumns, paper)]),
    ...(outbox.length === 0 ? [] : ['', bold('To be told'), '', formatTable(outbox, waitingColumns, paper)]),
  ].join('\n');
}

function chunkText(chunk: Chunk): string {
  const { rev, records, born, baselined } = chunk;
  return [
    `item ${chunk.chunk}: rev ${rev}`,
    `${records.size} records`,
    ...(born === undefined ? [] : [`oldest created ${showTime(new Date(born))}`]),
    ...(baselined === undefined ? [] : [`whole for the rules since ${showTime(new Date(baselined))}`]),
    ...marksOf(chunk),
  ].join(', ');
}

const fieldsOf = (record: MemberRecord) =>
  isImageRecord(record)
    ? {}
    : {
        approval: record.approval,
        stage: [record.stage, record.stageStatus].filter(Boolean).join('/'),
        registrationType: record.registrationType,
      };

const recordColumns: readonly Column<readonly [Member, MemberRecord]>[] = [
  { title: 'VERSION', align: 'right', cell: ([member]) => (typeof member === 'number' ? String(member) : '') },
  { title: 'NAME', cell: ([member]) => (typeof member === 'string' ? member : '') },
  { title: 'STATUS', tint: byStatus, cell: ([, { status }]) => status },
  { title: 'APPROVAL', tint: byStatus, cell: ([, record]) => fieldsOf(record).approval ?? '' },
  { title: 'STAGE', cell: ([, record]) => fieldsOf(record).stage ?? '' },
  { title: 'TYPE', cell: ([, record]) => fieldsOf(record).registrationType ?? '' },
  { title: 'CREATED', cell: ([, { createdAt }]) => showTime(new Date(createdAt)) },
];

export const waitingColumns: readonly Column<Waiting>[] = [
  { title: 'CHANGE', cell: ({ entry }) => entry.change.kind },
  { title: 'SUBJECT', cell: ({ entry }) => subjectText(entry.change) },
  { title: 'TO', cell: ({ destination }) => destination },
  { title: 'SINCE', cell: ({ entry }) => showTime(new Date(entry.committedAt)) },
  { title: 'DUE', cell: ({ due }) => (due === 0 ? 'now' : showTime(new Date(due))) },
  { title: 'NOTE', cell: ({ unconfigured }) => (unconfigured ? 'no such destination' : '') },
  { title: 'ID', cell: ({ id }) => id },
];

export const detailJson = ({ collection, chunks, outbox }: Remembered, { source }: Opened) => ({
  source,
  collection: { kind: collection.kind, name: collection.name, reference: collection.reference },
  items: chunks.map(({ chunk, rev, arnPrefix, born, baselined, unwantedSince, gone, failing }) => ({
    item: chunk,
    rev,
    arnPrefix,
    born: isoTime(born),
    baselined: isoTime(baselined),
    unwantedSince: isoTime(unwantedSince),
    gone,
    failing: failing && { ...failing, since: isoTime(failing.since) },
  })),
  records: chunks.flatMap(({ records }) =>
    [...records].map(([member, { createdAt, ...record }]) => ({
      [typeof member === 'number' ? 'version' : 'name']: member,
      ...record,
      createdAt: isoTime(createdAt),
    })),
  ),
  waiting: outbox.map(waitingJson),
});

export const waitingJson = ({ id, entry, destination, due, unconfigured }: Waiting) => ({
  id,
  destination,
  change: entry.change,
  since: isoTime(entry.committedAt),
  ...(due > 0 && { due: isoTime(due) }),
  ...(unconfigured && { unconfigured }),
});
