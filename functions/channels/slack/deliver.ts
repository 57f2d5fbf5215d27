import type { SendOutcome } from '../../domain/channel.ts';
import { halves } from '../shared/halves.ts';
import type { Several } from './batches.ts';

/**
 * Posts messages in order. One that is refused for its content is halved, down to single notifications, so that only the
 * culprit is blamed. A fault of the destination ends it, for all that is left.
 */
export async function deliver(
  messages: readonly Several[],
  post: (message: Several) => Promise<SendOutcome>,
): Promise<ReadonlyMap<string, SendOutcome>> {
  const settled = new Map<string, SendOutcome>();
  const settle = (message: Several, outcome: SendOutcome) => {
    for (const { id } of message) settled.set(id, outcome);
  };
  const queue = [...messages];
  for (let message = queue.shift(); message !== undefined; message = queue.shift()) {
    const outcome = await post(message);
    if (outcome.kind === 'message-fault' && message.length > 1) {
      queue.unshift(...halves(message));
      continue;
    }
    settle(message, outcome);
    if (outcome.kind === 'destination-fault') {
      for (const left of queue.splice(0)) settle(left, outcome);
    }
  }
  return settled;
}
