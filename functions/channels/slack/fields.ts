import type { MrkdwnElement } from '@slack/types';
import type { Change } from '../../domain/change.ts';
import type { ApprovalStatus } from '../../domain/model-package.ts';
import { actorRow } from '../shared/actor-wording.ts';
import { stageName } from '../shared/package-wording.ts';
import { operationOf, permissionOf, roleOf } from '../shared/watch-wording.ts';
import { signOfStage, signOfStatus, type Status } from './sign.ts';
import { localTime, markup, tame } from './text.ts';

const longestValue = 250;
/** A sign and its word stay on one line. */
const joined = '\u00a0';

/** What changed, in SageMaker's own words, and what else is true of it: short texts, two in a row. */
export function fieldsOf(change: Change): MrkdwnElement[] {
  return [...rowsOf(change), ...actorRows(change)].map(([label, value]) => markup(`*${label}*\n${value}`));
}

type Row = readonly [label: string, value: string];

function rowsOf(change: Change): readonly Row[] {
  switch (change.kind) {
    case 'registered':
      return [['Status', status(change.to)], ...stageRow(change.lifeCycle)];
    case 'approval':
      return [
        ['Approval', transition(change.from && status(change.from), status(change.to))],
        ...stageRow(change.lifeCycle),
      ];
    case 'failed':
    case 'image-created':
    case 'image-failed':
      return [['Status', transition(change.from && status(change.from), status(change.to))]];
    case 'lifecycle':
      return [
        ['Stage', transition(change.from && stage(change.from), change.to ? stage(change.to) : 'none')],
        ...approvalRow(change.approvalStatus),
      ];
    case 'reminder':
      return [
        ['Approval', status(change.to)],
        ['Waits', `since ${localTime(change.since)}`],
        ...stageRow(change.lifeCycle),
      ];
    case 'description':
      return [...approvalRow(change.approvalStatus), ...stageRow(change.lifeCycle)];
    case 'removed':
      return [['Was', status(change.from)], ...stageRow(change.lifeCycle)];
    case 'group-removed':
    case 'test':
      return [];
    case 'image-removed':
      return change.from === undefined ? [] : [['Was', status(change.from)]];
    case 'watch-failed': {
      return [
        ...askedRow(change),
        ...optionalRow('Lacking', permissionOf(change)),
        ...optionalRow('Role', roleOf(change)),
      ];
    }
    case 'watch-recovered':
      return [...askedRow(change), ['Failed', localTime(change.since)]];
  }
}

function approvalRow(approval: ApprovalStatus | undefined): readonly Row[] {
  return approval === undefined ? [] : [['Approval', status(approval)]];
}

function stageRow(lifeCycle: { stage: string; stageStatus: string } | undefined): readonly Row[] {
  return lifeCycle === undefined ? [] : [['Stage', stage(`${lifeCycle.stage}/${lifeCycle.stageStatus}`)]];
}

function actorRows(change: Change): readonly Row[] {
  const known = actorRow(change);
  return known ? [[known[0], tame(known[1], longestValue)]] : [];
}

function optionalRow(label: string, value: string | undefined): readonly Row[] {
  return value === undefined ? [] : [[label, tame(value, longestValue)]];
}

function askedRow(change: { readonly operation: string }): readonly Row[] {
  return [['Asked', tame(operationOf(change), longestValue)]];
}

function status(value: Status): string {
  return `${signOfStatus(value)}${joined}${value}`;
}

function stage(value: string): string {
  const sign = signOfStage(value);
  return `${sign === undefined ? '' : `${sign}${joined}`}${tame(stageName(value), longestValue)}`;
}

function transition(from: string | undefined, to: string): string {
  return !from || from === to ? to : `${from} → ${to}`;
}
