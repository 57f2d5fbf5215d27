import { CliError } from '../errors.ts';
import { decodeToken, encodeToken, type Position } from './token.ts';

/** The pagination of boto3 and the AWS CLI. */
export interface Paging {
  readonly maxItems?: number;
  readonly pageSize?: number;
  readonly startingToken?: string;
}

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[] | undefined;
  readonly nextToken: string | undefined;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  /** For `--starting-token`, if there is more. */
  readonly nextToken?: string;
}

/**
 * All items, or as many as were asked for. A page is fetched whole even if only a part of it is wanted: with another page size the
 * service's tokens would be others than those of boto3.
 */
export async function readPages<Item>(
  fetch: (request: PageRequest) => Promise<Page<Item>>,
  { maxItems = Infinity, pageSize, startingToken }: Paging,
): Promise<Listed<Item>> {
  const items: Item[] = [];
  let position: Position = startingToken === undefined ? { token: null, skip: 0 } : decodeToken(startingToken);
  for (;;) {
    const { token, skip } = position;
    const page = await fetch({ MaxResults: pageSize, NextToken: token ?? undefined });
    const found = (page.items ?? []).slice(skip);
    const room = maxItems - items.length;
    items.push(...found.slice(0, room));
    if (found.length > room) return { items, nextToken: encodeToken({ token, skip: skip + room }) };
    // A page can be empty and still not be the last (boto3#4020).
    if (!page.nextToken) return { items };
    position = { token: page.nextToken, skip: 0 };
    if (items.length === maxItems) return { items, nextToken: encodeToken(position) };
    if (page.nextToken === token) throw new CliError('SageMaker gave the same NextToken twice: the listing has no end');
  }
}
