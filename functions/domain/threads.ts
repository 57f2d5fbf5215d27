/** The one message of a model version in a chat: later changes update it and answer in its thread. */
export interface Thread {
  /** Of Slack, not of the config: where the message was posted. */
  readonly channel: string;
  /** Slack's name for a message within its channel. */
  readonly ts: string;
  /** Id of the notification that was last told by it or in its thread: sent again, it need not be told again. */
  readonly told: string;
  /** Time of the change that the message shows: an older one, replayed, does not turn it back. ISO 8601. */
  readonly shows: string;
}

/**
 * Remembers living messages across invocations. Losing one costs a thread, never a notification. What the signal ends goes on no
 * more: late, it would turn back what was remembered since.
 */
export interface Threads {
  get(destination: string, subject: string, signal?: AbortSignal): Promise<Thread | undefined>;
  /**
   * Remembers it, provided that what was remembered is still `before` (nothing, if left out): the first message wins. False if
   * another one did.
   */
  put(destination: string, subject: string, thread: Thread, before?: Thread, signal?: AbortSignal): Promise<boolean>;
}
