import { CliError } from '../errors.ts';

/** Where a listing goes on: at the service's page of that token (the first, if null), after some of its items. */
export interface Position {
  readonly token: string | null;
  readonly skip: number;
}

/**
 * As boto3 and the AWS CLI write it, to the byte, so that each goes on from where another stopped: base64 of the JSON that Python
 * would write.
 */
export function encodeToken({ token, skip }: Position): string {
  const amount = skip === 0 ? '' : `, "boto_truncate_amount": ${skip}`;
  return Buffer.from(`{"NextToken": ${pythonJson(token)}${amount}}`).toString('base64');
}

/** Also takes the service's own token, which boto3 takes, too. */
export function decodeToken(text: string): Position {
  const content = jsonIn(text);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) return { token: text, skip: 0 };
  const { NextToken: token, boto_truncate_amount: skip = 0, ...others }: Record<string, unknown> = { ...content };
  const isToken = token === null || (typeof token === 'string' && token !== '');
  if (isToken && isCount(skip) && Object.keys(others).length === 0) return { token, skip };
  throw new CliError(
    `option '--starting-token <token>': ${text} is of another listing. Allowed: a NextToken of this one`,
    2,
  );
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(Buffer.from(text, 'base64').toString());
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;

/** Python escapes whatever is not printable ASCII. */
const pythonJson = (value: string | null): string =>
  JSON.stringify(value).replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
