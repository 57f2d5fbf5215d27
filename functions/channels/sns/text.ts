import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { actorRow } from '../shared/actor-wording.ts';
import { cleanLines, cut, oneLine, wrap } from '../shared/clean.ts';
import { linkTo } from '../shared/link.ts';
import { stageName } from '../shared/package-wording.ts';
import { clean, subjectOf } from '../shared/subject.ts';
import { advice, operationOf, permissionOf, roleOf } from '../shared/watch-wording.ts';
import { timeLabel, when } from '../shared/when.ts';
import { sentence } from '../shared/wording.ts';
import { writings, type Writing } from '../shared/writings.ts';

const width = 76;
const longestText = 4000;
const mostLines = 60;

/** The body of one change, for a person: the news, its details, what the registry's users wrote, where it is. */
export function body({ id, change }: Notification, context: MessageContext): string {
  const details = [
    ...subjectRows(change),
    ...row('Versions', 'versions' in change ? change.versions?.toString() : undefined),
    ...newsRows(change),
    ...actorRows(change),
    ...row(timeLabel(change), when(change.at)),
  ];
  const link = linkTo(change, context);
  return [
    wrap(sentence(change), width).join('\n  '),
    table([...details, ...row('Link', link && cut(link, 2000))]),
    ...(change.kind === 'watch-failed' ? [told('What to do', [advice(change)])] : []),
    ...writings(change).flatMap(quote),
    table([
      ['Account', `${context.account}, ${context.region}`],
      ['ARN', cut(oneLine(change.arn), 2048)],
      ['Id', cut(oneLine(id), 256)],
    ]),
  ].join('\n\n');
}

export type Row = readonly [label: string, value: string];

function subjectRows(change: Change): readonly Row[] {
  const subject = subjectOf(change);
  switch (subject.type) {
    case 'version':
      return [['Model', `${clean(subject.group)}, version ${subject.version}`]];
    case 'package':
      return [['Model', `${clean(subject.name)}, unversioned`]];
    case 'image-version':
      return [['Image', `${clean(subject.image)}, version ${subject.version}`]];
    case 'group':
      return [['Group', clean(subject.group)]];
    case 'image':
      return [['Image', clean(subject.image)]];
    case 'packages':
    case 'registry':
      return [];
  }
}

/** What changed, in SageMaker's own words; and what else is true of it, where that is not plain from the news. */
export function newsRows(change: Change): readonly Row[] {
  switch (change.kind) {
    case 'registered':
      return [['Status', change.to], ...stageRow(change.lifeCycle)];
    case 'approval':
      return [['Approval', transition(change.from, change.to)], ...stageRow(change.lifeCycle)];
    case 'failed':
    case 'image-created':
    case 'image-failed':
      return [['Status', transition(change.from, change.to)]];
    case 'lifecycle':
      return [
        ['Stage', transition(change.from && stageName(change.from), change.to ? stageName(change.to) : '(none)')],
        ...row('Approval', change.approvalStatus),
      ];
    case 'reminder':
      return [['Approval', change.to], ['Waits', `since ${when(change.since)}`], ...stageRow(change.lifeCycle)];
    case 'description':
      return [...row('Approval', change.approvalStatus), ...stageRow(change.lifeCycle)];
    case 'removed':
      return [['Was', change.from], ...stageRow(change.lifeCycle)];
    case 'group-removed':
    case 'test':
      return [];
    case 'image-removed':
      return row('Was', change.from);
    case 'watch-failed':
      return [['Asked', operationOf(change)], ...row('Lacking', permissionOf(change)), ...row('Role', roleOf(change))];
    case 'watch-recovered':
      return [
        ['Asked', operationOf(change)],
        ['Failed', when(change.since)],
      ];
  }
}

export function actorRows(change: Change): readonly Row[] {
  const known = actorRow(change);
  return known ? [known] : [];
}

function stageRow(lifeCycle: { stage: string; stageStatus: string } | undefined): readonly Row[] {
  return row('Stage', lifeCycle && stageName(`${lifeCycle.stage}/${lifeCycle.stageStatus}`));
}

function transition(from: string | undefined, to: string): string {
  return from === undefined || from === to ? to : `${from} -> ${to}`;
}

/** Our own words, below a label as what others wrote is, but not quoted. */
export function told(label: string, lines: readonly string[]): string {
  const folded = lines.flatMap((line) => wrap(line, width - 2));
  return [`${label}:`, ...folded.map((line) => `  ${line}`)].join('\n');
}

/** Text that anyone may have written is quoted line by line, so that none of it passes for a line of ours. */
export function quote({ label, text }: Pick<Writing, 'label' | 'text'>): readonly string[] {
  const lines = cleanLines(cut(text, longestText)).flatMap((line) => wrap(line, width - 4));
  if (lines.length === 0) return [];
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '...'] : lines;
  return [[`${label}:`, ...shown.map((line) => `  > ${line}`.trimEnd())].join('\n')];
}

export function row(label: string, value: string | undefined): readonly Row[] {
  return value ? [[label, value]] : [];
}

function table(rows: readonly Row[]): string {
  return rows.map(([label, value]) => `${`${label}:`.padEnd(11)}${value}`).join('\n');
}
