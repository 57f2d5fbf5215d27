import { ConditionalCheckFailedException, DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { table } from '../cloud/names.ts';
import type { Host, Notifier } from '../cloud/notifier.ts';
import {
  clientsOf,
  describe,
  idOf,
  isLeftOut,
  listVersions,
  partitionOf,
  readAll,
  readOne,
  sourceOf,
  writeOn,
  type Seen,
} from './common.ts';
import { senderOf } from './send.ts';

/** What somebody was told last: of which life of the version, and what it had become. */
type Told = Pick<Seen, 'createdAt' | 'approval'>;

/** One version, by its ARN. */
type Known = {
  readonly sk: string;
  readonly rev: number;
  readonly group: string;
  /** What was there when the first poll came: for those who were never told of it. */
  readonly first?: Told;
  readonly told: Readonly<Record<string, Told | 'removed'>>;
};

interface Since {
  readonly at: number;
}

/**
 * What one writes with care, but without an outbox. A list or an event only says where to look: an item is read, then the version is
 * described, then each destination that was told otherwise is told, and after each message that is recorded, on the item's revision.
 * Who was not reached is told by a later poll; of destinations none waits for another.
 */
export const sendThenRecord: Notifier = (host) => ({
  poll: (event) => versionsOf(host, sourceOf(event)).poll(),
  async react({ Records }) {
    const failed: string[] = [];
    for (const { messageId, body } of Records) {
      try {
        const { account, region, resources } = JSON.parse(body) as Event;
        for (const arn of resources) await versionsOf(host, `${account}/${region}`).attend(arn);
      } catch {
        failed.push(messageId);
      }
    }
    return { batchItemFailures: failed.map((itemIdentifier) => ({ itemIdentifier })) };
  },
});

interface Event {
  readonly account: string;
  readonly region: string;
  readonly resources: readonly string[];
}

function versionsOf(host: Host, source: string) {
  const { config, container } = host;
  const { sagemaker, dynamodb } = clientsOf(host, source);
  const pk = partitionOf(source);
  const send = senderOf(host);
  const destinations = Object.keys(config.destinations);
  const sinceWhen = async () => (await readOne(dynamodb, pk, '#since')) as Since | undefined;

  async function poll(): Promise<void> {
    // What is older than the first poll is no news.
    if (!(await sinceWhen())) await writeOn(dynamodb, pk, undefined, { sk: '#since', rev: 1, at: container.now() });
    const listed = new Map((await listVersions(sagemaker, host)).map((one) => [one.arn, one]));
    const items = (await readAll(dynamodb, pk)) as Known[];
    const known = new Map(items.filter(({ sk }) => sk !== '#since').map((one) => [one.sk, one]));
    for (const arn of new Set([...listed.keys(), ...known.keys()])) {
      const before = known.get(arn);
      const isTold = before && destinations.every((name) => isSame(lastTold(before, name), listed.get(arn)));
      if (isTold || (before && isLeftOut(before.group, config))) continue;
      // What fails for one version is told by the next poll; the others go on.
      await attend(arn).catch(() => undefined);
    }
  }

  /** Whoever loses a race looks again. */
  async function attend(arn: string): Promise<void> {
    for (let attempt = 1; ; attempt++) {
      try {
        await tell(arn);
        return;
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException) || attempt === 3) throw error;
      }
    }
  }

  async function tell(arn: string): Promise<void> {
    let known = (await readOne(dynamodb, pk, arn)) as Known | undefined;
    const since = await sinceWhen();
    const seen = await describe(sagemaker, arn);
    if (!since || (!known && !seen) || (seen && isLeftOut(seen.group, config))) return;
    if (!known) {
      const first = seen && seen.createdAt <= since.at && { createdAt: seen.createdAt, approval: seen.approval };
      const item = { sk: arn, rev: 1, group: seen?.group ?? '', told: {}, ...(first && { first }) };
      await writeOn(dynamodb, pk, undefined, item);
      known = item;
    }
    let failure: Error | undefined;
    for (const name of destinations) {
      const last = lastTold(known, name);
      if (isSame(last, seen)) continue;
      try {
        for (const { to, id, change } of messages(arn, last, seen)) {
          await send(name, id, change);
          const next: Known = { ...known, rev: known.rev + 1, told: { ...known.told, [name]: to } };
          await writeOn(dynamodb, pk, known.rev, next);
          known = next;
        }
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) throw error;
        failure = error instanceof Error ? error : new Error(String(error));
      }
    }
    if (failure) throw failure;
    if (!seen) {
      const condition = { ConditionExpression: '#rev = :rev', ExpressionAttributeNames: { '#rev': 'rev' } };
      const values = { ExpressionAttributeValues: marshall({ ':rev': known.rev }) };
      const Key = marshall({ pk, sk: arn });
      await dynamodb.send(new DeleteItemCommand({ TableName: table, Key, ...condition, ...values }));
    }
  }

  /** What is to be told to somebody who was told that last. */
  function* messages(arn: string, last: Told | undefined, seen: Seen | undefined) {
    const isOther = last && last.createdAt !== seen?.createdAt;
    if (last && isOther) {
      const change = { kind: 'removed', arn, at: new Date(container.now()).toISOString(), from: last.approval };
      yield { to: 'removed' as const, id: idOf(arn, last.createdAt, 'removed'), change };
    }
    if (!seen) return;
    const { createdAt, modifiedAt, approval } = seen;
    const [kind, at] = last && !isOther ? ['approval', modifiedAt] : ['registered', createdAt];
    const from = kind === 'approval' ? last?.approval : undefined;
    const change = { kind, arn, at: new Date(at).toISOString(), ...(from && { from }), to: approval };
    yield { to: { createdAt, approval }, id: idOf(arn, createdAt, kind, approval, modifiedAt), change };
  }

  return { poll, attend };
}

function lastTold({ told, first }: Known, destination: string): Told | undefined {
  const last = told[destination] ?? first;
  return last === 'removed' ? undefined : last;
}

const isSame = (last: Told | undefined, now: Told | undefined): boolean =>
  last?.createdAt === now?.createdAt && last?.approval === now?.approval;
