import type { Notification } from '../../domain/change.ts';
import type { SendOutcome } from '../../domain/channel.ts';
import { halves } from './halves.ts';
import type { Fault } from './outcome.ts';

export type Several = readonly [Notification, ...Notification[]];

/** What stands in a request for one or, in a digest, several notifications. */
export interface Message {
  readonly notifications: Several;
}

export interface Answer<M> {
  /** Why the call as a whole failed; otherwise each message has its outcome. */
  readonly fault?: Fault;
  readonly outcomes: ReadonlyMap<M, SendOutcome>;
}

/**
 * Makes the requests in order, normally just one. What is refused for its content is halved, down to single notifications, so
 * that only the culprit is blamed. A fault of the destination ends it, for all that is left.
 *
 * @param call makes one request; never rejects
 * @param render makes one message of a part of a digest's notifications
 */
export async function makeRequests<M extends Message>(
  requests: readonly (readonly M[])[],
  call: (request: readonly M[]) => Promise<Answer<M>>,
  render: (notifications: Several) => M,
): Promise<ReadonlyMap<string, SendOutcome>> {
  const settled: (readonly [string, SendOutcome])[] = [];
  const settle = (message: M, outcome: SendOutcome) => {
    settled.push(...message.notifications.map(({ id }) => [id, outcome] as const));
  };

  const queue = [...requests];
  for (let request = queue.shift(); request !== undefined; request = queue.shift()) {
    const { fault, outcomes } = await call(request);
    if (fault?.kind === 'destination-fault') {
      for (const message of [request, ...queue.splice(0)].flat()) settle(message, fault);
    } else if (fault !== undefined && request.length > 1) {
      queue.unshift(...halves(request));
    } else {
      for (const message of request) {
        const outcome = fault ?? outcomes.get(message) ?? unanswered;
        const parts = outcome.kind === 'message-fault' ? halves(message.notifications) : [];
        if (parts.length > 1) queue.unshift(parts.map(render));
        else settle(message, outcome);
      }
    }
  }
  return new Map(settled);
}

const unanswered: SendOutcome = { kind: 'destination-fault', why: 'The answer says nothing of this message' };
