import type { Notification } from '../../domain/change.ts';
import type { SendOptions, SendOutcome } from '../../domain/channel.ts';
import type { Thread } from '../../domain/threads.ts';
import { alone, digests, type Several } from './batches.ts';
import { deliver } from './deliver.ts';
import { digest } from './digest.ts';
import { LivingMessages, type LivingDeps } from './living.ts';

/** Each takes a second: more of them in one send would outlast it, and a burst is easier to read in one piece. */
const mostThreads = 4;

/**
 * Sends with a bot token: what has a living message is told there, all else in one message, which lives if it tells a single
 * version. Several reminders are one digest, wherever their versions are told. Of a burst all is told by the digest, and living messages only come to show the state of now.
 */
export function createBotSender(deps: LivingDeps) {
  const { client, context } = deps;
  const living = new LivingMessages(deps);

  return async (batch: readonly Notification[], options: SendOptions): Promise<ReadonlyMap<string, SendOutcome>> => {
    if (options.style === 'plain') return deliver(alone(batch), ([first]) => living.tell(first, options));
    const { signal } = options;
    const found = await threadsOf(batch, living, signal);
    const reminders = batch.filter(({ change }) => change.kind === 'reminder');
    const isThreaded = ({ id, change }: Notification) =>
      found.size <= mostThreads && found.has(id) && (change.kind !== 'reminder' || reminders.length === 1);
    const several = batch.filter((notification) => !isThreaded(notification));
    const threaded = batch.filter((notification) => !several.includes(notification));
    return deliver([...alone(threaded), ...digests(several, context)], async (message) => {
      if (message.length === 1) return living.tell(message[0], options);
      const result = await client.post(digest(message, context), signal);
      if (result.kind === 'refused') return result.fault;
      await refresh(message, found, living, signal);
      return { kind: 'accepted' };
    });
  };
}

async function threadsOf(
  batch: readonly Notification[],
  living: LivingMessages,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, Thread>> {
  if (batch.length < 2) return new Map();
  const found = await Promise.all(
    batch.map(async (notification) => [notification.id, await living.find(notification, signal)] as const),
  );
  return new Map(found.flatMap(([id, thread]) => (thread ? [[id, thread] as const] : [])));
}

/** After the digest, as far as time and Slack allow: the notifications are told already. */
async function refresh(
  message: Several,
  found: ReadonlyMap<string, Thread>,
  living: LivingMessages,
  signal: AbortSignal,
): Promise<void> {
  for (const notification of message) {
    const thread = found.get(notification.id);
    if (thread && !(await living.refresh(notification, thread, signal))) return;
  }
}
