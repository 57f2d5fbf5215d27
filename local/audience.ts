import type { Notification } from '../functions/domain/change.ts';
import type { Channel } from '../functions/domain/channel.ts';
import type { BusEvent, PublishedMessage } from './aws/index.ts';
import { messageText, type SlackMessage } from './slack/index.ts';

/** One message that a destination is given: one notification, or several in a digest. */
export interface Delivery {
  readonly notifications: readonly [Notification, ...Notification[]];
  readonly subject?: string;
  readonly body: string;
  /** It answers what was said before. */
  readonly inThread?: boolean;
}

/**
 * Stands where the subscribers of topics and the rules of buses would: shows each message, and only then lets it be accepted.
 * So what is killed in between is shown again by the next run, with the same id, and nothing is lost.
 */
export class Audience {
  /** Every notification shown, as often as it was. */
  readonly heard: Notification[] = [];
  messages = 0;
  readonly #show: (delivery: Delivery) => Promise<void>;
  /** What is being sent, by id: a text message carries no more of its notifications than that. */
  readonly #underWay = new Map<string, Notification>();

  constructor(show: (delivery: Delivery) => Promise<void>) {
    this.#show = show;
  }

  /** To be put around the channels, so that what they send is known when it arrives. */
  attend(channels: ReadonlyMap<string, Channel>): ReadonlyMap<string, Channel> {
    return new Map([...channels].map(([name, channel]) => [name, this.#attendTo(channel)]));
  }

  /** The hook of the embedded SNS. What others publish to a topic is none of the notifier's. */
  readonly hear = async ({ subject, message, attributes }: PublishedMessage): Promise<void> => {
    await this.#hear([attributes['id'] ?? []].flat(), { body: message, ...(subject !== undefined && { subject }) });
  };

  /** The hook of the embedded EventBridge, likewise. */
  readonly see = async ({ detail }: BusEvent): Promise<void> => {
    await this.#hear([detail['id'] ?? []].flat().map(String), { body: JSON.stringify(detail) });
  };

  /** The hook of the stand-in for Slack: a living message that is brought up to date tells nothing by itself. */
  readonly read = async (message: SlackMessage): Promise<void> => {
    if (message.edited) return;
    const ids = message.blocks.flatMap(({ block_id: id }) => id ?? []);
    await this.#hear(ids, { body: messageText(message), inThread: message.thread !== undefined });
  };

  async #hear(ids: readonly string[], said: Omit<Delivery, 'notifications'>): Promise<void> {
    const [first, ...rest] = ids.flatMap((id) => this.#underWay.get(id) ?? []);
    if (!first) return;
    const notifications = [first, ...rest] as const;
    await this.#show({ notifications, ...said });
    this.heard.push(...notifications);
    this.messages += 1;
  }

  #attendTo(channel: Channel): Channel {
    return {
      timeout: channel.timeout,
      batches: (notifications) => channel.batches(notifications),
      send: async (batch, options) => {
        for (const notification of batch) this.#underWay.set(notification.id, notification);
        try {
          return await channel.send(batch, options);
        } finally {
          for (const { id } of batch) this.#underWay.delete(id);
        }
      },
    };
  }
}
