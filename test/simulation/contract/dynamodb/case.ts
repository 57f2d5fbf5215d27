import {
  DeleteItemCommand,
  PutItemCommand,
  UpdateItemCommand,
  type DeleteItemCommandInput,
  type GetItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { Update } from '../../../../functions/store/update.ts';
import { table } from '../subject.ts';
import type { Unlike } from '../unlike.ts';

export type Plain = Readonly<Record<string, unknown>>;
type Command = GetItemCommand | PutItemCommand | UpdateItemCommand | DeleteItemCommand;

/** One call, what the item was before it, and what comes of it. Free of any test runner: whatever serves DynamoDB can be held to it. */
export interface Case {
  readonly title: string;
  /** Attributes of the item besides its key; undefined: it is not there. */
  readonly before: Plain | undefined;
  readonly command: () => Command;
  /** What the item is then (undefined: not there), or the error that leaves it as it was. */
  readonly expected: { readonly item: Plain | undefined } | { readonly error: string };
  readonly unlike?: Unlike;
}

/** Of the item that all cases are about. */
export const key = { pk: '111122223333/eu-west-1', sk: 'group#fraud#0' };
export const Key = marshall(key);

export const refused = { error: 'ConditionalCheckFailedException' };
export const invalid = { error: 'ValidationException' };

/** Of cases in which an update means one path, or a path in it, twice. */
export const overlaps: Unlike = { ministack: 'it does one after the other' };

export const update = (ask: (update: Update) => Update) => () =>
  new UpdateItemCommand({ TableName: table, Key, ...ask(new Update()).expressions(), ReturnValues: 'ALL_NEW' });

export const rawUpdate = (input: Partial<UpdateItemCommandInput>) => () =>
  new UpdateItemCommand({ TableName: table, Key, ReturnValues: 'ALL_NEW', ...input });

export const remove =
  (ask?: (update: Update) => Update, more: Partial<DeleteItemCommandInput> = {}) =>
  () =>
    new DeleteItemCommand({ TableName: table, Key, ...ask?.(new Update()).expressions(), ...more });

export const put =
  (attributes: Plain, itsKey: Plain = key) =>
  () =>
    new PutItemCommand({ TableName: table, Item: marshall({ ...attributes, ...itsKey }) });

export type Row = readonly [
  title: string,
  before: Plain | undefined,
  command: () => Command,
  expected: Case['expected'],
  unlike?: Unlike,
];

export function rows(about: string, all: readonly Row[]): Case[] {
  return all.map(([title, before, command, expected, unlike]) => ({
    ...{ title: `${about}: ${title}`, before, command, expected },
    ...(unlike && { unlike }),
  }));
}
