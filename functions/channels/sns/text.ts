import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { cleanLines, cut, oneLine, wrap } from '../shared/clean.ts';
import { linkTo } from '../shared/link.ts';
import { when } from '../shared/when.ts';
import { groupName, sentence, stageName } from '../shared/wording.ts';

const width = 76;
const longestText = 4000;
const mostLines = 60;

/** The body of one change, for a person: the news, its details, what the registry's users wrote, where it is. */
export function body({ id, change }: Notification, context: MessageContext): string {
  const details = [...modelRows(change), ...newsRows(change), ...row(whenLabel(change), when(change.at))];
  const link = linkTo(change, context);
  return [
    wrap(sentence(change), width).join('\n  '),
    table([...details, ...row('Link', link && cut(link, 2000))]),
    ...writtenByUsers(change),
    table([
      ['Account', `${context.account}, ${context.region}`],
      ['ARN', cut(oneLine(change.arn), 2048)],
      ['Id', cut(oneLine(id), 256)],
    ]),
  ].join('\n\n');
}

export type Row = readonly [label: string, value: string];

function modelRows(change: Change): readonly Row[] {
  if (change.kind === 'group-removed') {
    return [
      ['Group', groupName(change)],
      ['Versions', String(change.versions)],
    ];
  }
  return [['Model', `${groupName(change)}, version ${change.version}`]];
}

/** What changed, in SageMaker's own words; and what else is true of the version, where it is not plain from the news. */
export function newsRows(change: Change): readonly Row[] {
  switch (change.kind) {
    case 'registered':
      return [['Status', change.to], ...stageRow(change.lifeCycle)];
    case 'approval':
      return [['Approval', transition(change.from, change.to)], ...stageRow(change.lifeCycle)];
    case 'failed':
      return [['Status', transition(change.from, change.to)]];
    case 'lifecycle':
      return [
        ['Stage', transition(change.from && stageName(change.from), change.to ? stageName(change.to) : '(none)')],
        ...row('Approval', change.approvalStatus),
      ];
    case 'description':
      return [...row('Approval', change.approvalStatus), ...stageRow(change.lifeCycle)];
    case 'removed':
      return [['Was', change.from], ...stageRow(change.lifeCycle)];
    case 'group-removed':
      return [];
  }
}

function stageRow(lifeCycle: { stage: string; stageStatus: string } | undefined): readonly Row[] {
  return row('Stage', lifeCycle && stageName(`${lifeCycle.stage}/${lifeCycle.stageStatus}`));
}

function transition(from: string | undefined, to: string): string {
  return from === undefined || from === to ? to : `${from} -> ${to}`;
}

/** Text that anyone may have written is quoted line by line, so that none of it passes for a line of ours. */
function writtenByUsers(change: Change): readonly string[] {
  if (change.kind === 'group-removed') return [];
  return [
    ...quote('Why', change.reason),
    ...quote(change.kind === 'description' ? 'New description' : 'Description', change.description),
    ...quote('About the stage', change.lifeCycle?.stageDescription),
  ];
}

function quote(label: string, text: string | undefined): readonly string[] {
  const lines = cleanLines(cut(text ?? '', longestText)).flatMap((line) => wrap(line, width - 4));
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

export function whenLabel({ kind }: Change): string {
  return kind === 'removed' || kind === 'group-removed' ? 'Noticed' : 'When';
}
