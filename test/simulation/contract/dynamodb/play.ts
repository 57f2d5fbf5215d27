import { GetItemCommand, PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { outcomeOf, plain, plainItems } from '../outcome.ts';
import { table, type Subject } from '../subject.ts';
import { key, type Case, type Plain } from './case.ts';

/** What a call answers, and what is in the table then. */
export interface Played {
  readonly outcome: unknown;
  readonly items: unknown;
}

/** Plays a case on a table that is empty. */
export async function play(
  subject: Subject,
  { before, command: build, expected }: Case,
): Promise<{ readonly happened: Played; readonly expected: Played }> {
  if (before) await subject.send(new PutItemCommand({ TableName: table, Item: marshall({ ...before, ...key }) }));
  const command = build();
  const outcome = await outcomeOf(() => subject.send(command));
  const item = 'error' in expected ? before : expected.item;
  return {
    happened: { outcome: plain(outcome), items: plainItems(await subject.items()) },
    expected: {
      outcome:
        'error' in expected ? { error: expected.error, status: 400 } : answerOf(command, { ...expected.item, ...key }),
      items: item ? { [`${key.pk} ${key.sk}`]: { ...item, ...key } } : {},
    },
  };
}

function answerOf(command: ReturnType<Case['command']>, item: Plain): Plain {
  if (command instanceof UpdateItemCommand) return { Attributes: item };
  return command instanceof GetItemCommand ? { Item: item } : {};
}
