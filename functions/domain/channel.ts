import type { Notification } from './change.ts';

/**
 * What a destination said of one notification. A *message's* fault (it will never take this text) concerns that notification
 * only; a *destination's* fault (throttled, failing, timed out, refused) closes the destination for all. `retryAfter` in ms.
 */
export type SendOutcome =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'message-fault'; readonly why: string }
  | { readonly kind: 'destination-fault'; readonly why: string; readonly retryAfter?: number };

export interface SendOptions {
  /** `plain` asks for the least that can be said: the last try after a message's fault. */
  readonly style: 'rich' | 'plain';
  readonly signal: AbortSignal;
}

/** One configured destination. Renders at send, so a retry says what the config of now makes of the change. */
export interface Channel {
  /** The longest that one `send` may take, in ms, its own retries included. */
  readonly timeout: number;
  /** Splits what is due into requests, in order: what one `send` may carry, digests included. Loses none, doubles none. */
  batches(notifications: readonly Notification[]): readonly (readonly Notification[])[];
  /** Sends one batch. Never rejects: every notification of the batch has an outcome, by its id. */
  send(batch: readonly Notification[], options: SendOptions): Promise<ReadonlyMap<string, SendOutcome>>;
}

/** Where the messages come from and what a title points to. */
export interface MessageContext {
  readonly account: string;
  readonly region: string;
  /** URL template with {account}, {region}, {group} and {version}. */
  readonly link?: string;
}
