import { ResourceNotFoundException, paginateScan, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { sourceKey, type Source } from '../../functions/domain/collection.ts';
import type { Closed, Store } from '../../functions/domain/state.ts';
import { outputs } from '../../functions/runtime/config/outputs.ts';
import { createDynamoStore } from '../../functions/store/dynamo-store.ts';
import { parseClosed } from '../../functions/store/items.ts';
import { dynamoDb } from '../clients.ts';
import { CliError } from '../errors.ts';
import type { GlobalOptions } from '../global.ts';
import type { Stack } from '../stack.ts';
import type { StateOptions } from './options.ts';

/** What a table remembers of one source. */
export interface Opened {
  /** Reads, and nothing else. */
  readonly client: DynamoDBClient;
  readonly table: string;
  /** If it was named. */
  readonly stack: Stack | undefined;
  readonly source: Source;
  readonly store: Store;
  readonly closed: ReadonlyMap<string, Closed>;
}

/** Opens the state to be read. Throws a CliError that lists the sources when it is not clear which is meant. */
export async function openState(options: StateOptions, global: GlobalOptions): Promise<Opened> {
  const { account } = options;
  const { stack, table } = await placeOf(options, global);
  const client = dynamoDb(global);
  const { sources, closed } = await survey(client, table);
  const isOwn = account === undefined && stack && sources.includes(sourceKey(stack.source));
  const source = isOwn ? stack.source : choose(sources, table, account, await client.config.region());
  const store = createDynamoStore({ client, table, source, clock: longAgo, newId: () => '' });
  return { client, table, stack, source, closed, store };
}

async function placeOf({ stack: name, table }: StateOptions, global: GlobalOptions) {
  if (name === undefined) return { table, stack: undefined };
  const { outputOf, readStack } = await import('../stack.ts');
  const stack = await readStack(name, global);
  return { stack, table: outputOf(stack, outputs.table) };
}

/** The store tidies what is old while it reads: to a clock that stands before all, nothing is. */
const longAgo = { now: () => 0, sleep: () => Promise.resolve() };

/** The sources and the closed destinations, found by reading the whole table: it has no list of them. */
async function survey(client: DynamoDBClient, table: string) {
  const query = {
    TableName: table,
    ConsistentRead: true,
    FilterExpression: 'sk = :source OR begins_with(pk, :destination)',
    ExpressionAttributeValues: marshall({ ':source': '#source', ':destination': 'destination#' }),
  };
  const sources: string[] = [];
  const closed = new Map<string, Closed>();
  try {
    for await (const { Items = [] } of paginateScan({ client }, query)) {
      for (const item of Items) {
        const pk = item['pk']?.S ?? '';
        if (item['sk']?.S === '#source') sources.push(pk);
        else closed.set(pk.slice('destination#'.length), parseClosed(item));
      }
    }
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new CliError(
      `There is no table ${table} there: --stack names the deployment, or --table its table; --endpoint-url says where AWS is, if not at AWS`,
    );
  }
  return { sources: sources.sort(), closed };
}

function choose(sources: readonly string[], table: string, account: string | undefined, region: string): Source {
  if (sources.length === 0) throw new CliError(`The table ${table} remembers nothing: no poll has used it yet`);
  const fitting = sources.filter((key) => account === undefined || key.startsWith(`${account}/`)).map(parseSource);
  const here = fitting.filter((source) => source.region === region);
  const [source, ...others] = account === undefined && fitting.length > 1 ? fitting : here;
  if (source && others.length === 0) return source;
  const asked =
    others.length > 0 ? 'several sources' : `nothing of ${account ? `the account ${account} in ` : ''}${region}`;
  const listed = sources.join(', ');
  throw new CliError(
    `The table ${table} remembers ${asked}: give --account, and --region if needed. It has: ${listed}`,
  );
}

function parseSource(key: string): Source {
  const [account = '', region = ''] = key.split('/');
  return { account, region };
}
