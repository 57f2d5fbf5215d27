import type { KnownBlock } from '@slack/types';

export type SlackMethod = 'webhook' | 'chat.postMessage' | 'chat.update';

/** What Slack is asked to say: the part of a payload that can be seen. */
export interface Said {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
  /** False: the text is shown as it is. Blocks say it themselves. */
  readonly markup: boolean;
}

/** A message as it stands now. */
export interface SlackMessage extends Said {
  readonly channel: string;
  readonly ts: string;
  /** Of the message that it answers. */
  readonly thread?: string;
  /** An answer that is shown in the channel, too. */
  readonly broadcast?: true;
  readonly edited: boolean;
}

export interface SlackRequest {
  readonly method: SlackMethod;
  /** Of a webhook: `webhook NAME`. */
  readonly channel: string;
  /** The token, or the path of the webhook. */
  readonly credential: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** What Slack does instead of taking a message that it could take. */
export interface Behaviour {
  /** In ms, before anything else. */
  readonly delay?: number;
  /** `ok: false`, or a webhook's body. */
  readonly error?: string;
  /** @default 200, and 400 for a webhook with an error */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** In the place of what Slack would answer. */
  readonly body?: string;
  /** `silent` never answers. `lost` takes the message, and hangs up before it says so. */
  readonly connection?: 'silent' | 'hang-up' | 'lost';
}
