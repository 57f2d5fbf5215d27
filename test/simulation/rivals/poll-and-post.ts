import { DeleteItemCommand, PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { table } from '../cloud/names.ts';
import type { Notifier } from '../cloud/notifier.ts';
import {
  clientsOf,
  idOf,
  isLeftOut,
  listVersions,
  partitionOf,
  readAll,
  readOne,
  sourceOf,
  type Listed,
} from './common.ts';
import { senderOf } from './send.ts';

/** What is remembered of a version. */
interface Memory extends Omit<Listed, 'arn'> {
  readonly pk: string;
  /** Its ARN. */
  readonly sk: string;
  /** How much was told of it. */
  readonly count: number;
}

/** What SageMaker's event says, as far as it is used. */
interface Event {
  readonly account: string;
  readonly region: string;
  readonly detail: {
    readonly ModelPackageArn: string;
    readonly ModelPackageGroupName: string;
    readonly CreationTime: number;
    readonly LastModifiedTime: number;
    readonly ModelApprovalStatus: string;
  };
}

/**
 * What one writes in an afternoon. On a schedule it lists all versions, compares them with what it remembers, posts what differs and
 * remembers it; of SageMaker's events it posts what they say at once. What could not be posted is not remembered, so the next run
 * posts it again; what is no longer listed was removed. Its first run remembers all that is there and posts nothing.
 */
export const pollAndPost: Notifier = (host) => {
  const { container, config } = host;
  const send = senderOf(host);
  const { dynamodb } = clientsOf(host, sourceOf(undefined));

  const post = async ({ sk: arn, createdAt, count }: Memory, kind: string, at: number, from?: string, to?: string) => {
    const change = { kind, arn, at: new Date(at).toISOString(), ...(from && { from }), ...(to && { to }) };
    const id = idOf(arn, createdAt, count, kind, to);
    for (const destination of Object.keys(config.destinations)) await send(destination, id, change);
  };

  const postRemoval = async (memory: Memory) => {
    await post(memory, 'removed', container.now(), memory.approval);
    const Key = marshall({ pk: memory.pk, sk: memory.sk });
    await dynamodb.send(new DeleteItemCommand({ TableName: table, Key }));
  };

  const postNews = async (pk: string, { arn: sk, ...seen }: Listed, at: number, known: Memory | undefined) => {
    if (known && known.createdAt !== seen.createdAt) await postRemoval(known);
    const before = known?.createdAt === seen.createdAt ? known : undefined;
    if (before?.approval === seen.approval) return;
    const now: Memory = { pk, sk, ...seen, count: (before?.count ?? -1) + 1 };
    if (before) await post(now, 'approval', at, before.approval, seen.approval);
    else await post(now, 'registered', seen.createdAt, undefined, seen.approval);
    await remember(dynamodb, now);
  };

  return {
    async poll(event) {
      const source = sourceOf(event);
      const pk = partitionOf(source);
      const memory = new Map(((await readAll(dynamodb, pk)) as Memory[]).map((one) => [one.sk, one]));
      const listed = await listVersions(clientsOf(host, source).sagemaker, host);
      if (!memory.has('#first')) {
        for (const { arn: sk, ...seen } of listed) await remember(dynamodb, { pk, sk, ...seen, count: 0 });
        await remember(dynamodb, { pk, sk: '#first', group: '', createdAt: 0, approval: '', count: 0 });
        return;
      }
      const arns = new Set(listed.map(({ arn }) => arn));
      const gone = [...memory.values()].filter(
        ({ sk, group }) => sk !== '#first' && !arns.has(sk) && !isLeftOut(group, config),
      );
      // What fails for one version is posted by the next run; the others go on.
      for (const one of listed) await postNews(pk, one, container.now(), memory.get(one.arn)).catch(() => undefined);
      for (const one of gone) await postRemoval(one).catch(() => undefined);
    },

    async react({ Records }) {
      const failed: string[] = [];
      for (const { messageId, body } of Records) {
        try {
          const { account, region, detail } = JSON.parse(body) as Event;
          if (isLeftOut(detail.ModelPackageGroupName, config)) continue;
          const pk = partitionOf(`${account}/${region}`);
          const seen = {
            ...{ arn: detail.ModelPackageArn, group: detail.ModelPackageGroupName },
            ...{ createdAt: detail.CreationTime, approval: detail.ModelApprovalStatus },
          };
          const known = (await readOne(dynamodb, pk, seen.arn)) as Memory | undefined;
          await postNews(pk, seen, detail.LastModifiedTime, known);
        } catch {
          failed.push(messageId);
        }
      }
      return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
    },
  };
};

async function remember(dynamodb: DynamoDBClient, memory: Memory): Promise<void> {
  await dynamodb.send(new PutItemCommand({ TableName: table, Item: marshall(memory) }));
}
