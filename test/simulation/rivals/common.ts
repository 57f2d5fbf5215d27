import { createHash } from 'node:crypto';
import {
  GetItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type AttributeValue,
  type DynamoDBClient,
  type QueryCommandOutput,
} from '@aws-sdk/client-dynamodb';
import {
  DescribeModelPackageCommand,
  ListModelPackagesCommand,
  type DescribeModelPackageCommandOutput,
  type ListModelPackagesCommandOutput,
  type ModelPackageSummary,
  type SageMakerClient,
} from '@aws-sdk/client-sagemaker';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Clients } from '../../../functions/runtime/clients.ts';
import { hereKey, table } from '../cloud/names.ts';
import type { Host } from '../cloud/notifier.ts';

/** A version, as it is listed. */
export interface Listed {
  readonly arn: string;
  readonly group: string;
  readonly createdAt: number;
  readonly approval: string;
}

/** As it is described. */
export interface Seen extends Listed {
  readonly modifiedAt: number;
}

/** The account's versions, page by page, but those of groups that the config leaves out. */
export async function listVersions(client: SageMakerClient, { config }: Host): Promise<readonly Listed[]> {
  const all: Listed[] = [];
  let NextToken: string | undefined;
  do {
    const page: ListModelPackagesCommandOutput = await client.send(
      new ListModelPackagesCommand({ ModelPackageType: 'Versioned', MaxResults: 100, NextToken }),
    );
    all.push(...(page.ModelPackageSummaryList ?? []).map(listedOf));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return all.filter(({ group }) => !isLeftOut(group, config));
}

/** Gives nothing for what there is not. */
export async function describe(client: SageMakerClient, arn: string): Promise<Seen | undefined> {
  try {
    const found = await client.send(new DescribeModelPackageCommand({ ModelPackageName: arn }));
    return { ...listedOf(found), modifiedAt: (found.LastModifiedTime ?? found.CreationTime)?.getTime() ?? 0 };
  } catch (error) {
    if (error instanceof Error && error.message.includes('does not exist')) return undefined;
    throw error;
  }
}

const listedOf = (from: ModelPackageSummary | DescribeModelPackageCommandOutput): Listed => ({
  arn: from.ModelPackageArn ?? '',
  group: from.ModelPackageGroupName ?? '',
  createdAt: from.CreationTime?.getTime() ?? 0,
  approval: from.ModelApprovalStatus ?? '',
});

export const isLeftOut = (group: string, { watch }: Host['config']): boolean =>
  watch.some(({ except }) => except.includes(group));

/** Of that source's registry; table and destinations are the same for all. */
export const clientsOf = ({ cloud, container }: Host, source: string): Clients =>
  cloud.clients(container, source, source === hereKey ? undefined : cloud.reader(container));

/** The same change has the same id, in the product's form. */
export const idOf = (...parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16).toString('base64url');

/** Which registry a poll is of, if it says. */
export const sourceOf = (event: unknown): string =>
  (event as { readonly source?: string } | undefined)?.source ?? hereKey;

/** Where what is remembered of that source's versions stands, each by its ARN. */
export const partitionOf = (source: string): string => `rival#${source}`;

export async function readAll(dynamodb: DynamoDBClient, pk: string): Promise<readonly unknown[]> {
  const items: Record<string, AttributeValue>[] = [];
  let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
  do {
    const page: QueryCommandOutput = await dynamodb.send(
      new QueryCommand({
        ...{ TableName: table, KeyConditionExpression: 'pk = :pk', ConsistentRead: true },
        ...{ ExpressionAttributeValues: { ':pk': { S: pk } }, ExclusiveStartKey },
      }),
    );
    items.push(...(page.Items ?? []));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return items.map((item) => unmarshall(item));
}

export async function readOne(dynamodb: DynamoDBClient, pk: string, sk: string): Promise<unknown> {
  const Key = marshall({ pk, sk });
  const { Item } = await dynamodb.send(new GetItemCommand({ TableName: table, Key, ConsistentRead: true }));
  return Item && unmarshall(Item);
}

interface Versioned {
  readonly sk: string;
  readonly rev: number;
  readonly [attribute: string]: unknown;
}

/** Rejects when the item is not of that revision any more, or is there though it was not. */
export async function writeOn(
  dynamodb: DynamoDBClient,
  pk: string,
  before: number | undefined,
  { sk, ...item }: Versioned,
): Promise<void> {
  // One that was read says its partition, too.
  const set = Object.entries(item).filter(([name]) => name !== 'pk');
  const names = set.map(([name]) => name);
  const values = Object.fromEntries(set.map(([name, value]) => [`:${name}`, value]));
  await dynamodb.send(
    new UpdateItemCommand({
      ...{ TableName: table, Key: marshall({ pk, sk }), ReturnValues: 'ALL_NEW' },
      UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      ConditionExpression: before === undefined ? 'attribute_not_exists(#rev)' : '#rev = :before',
      ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
      ExpressionAttributeValues: marshall({ ...values, ...(before !== undefined && { ':before': before }) }),
    }),
  );
}
