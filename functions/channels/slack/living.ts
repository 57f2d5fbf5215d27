import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext, SendOptions, SendOutcome } from '../../domain/channel.ts';
import type { Thread, Threads } from '../../domain/threads.ts';
import { unlessAborted } from '../shared/abort.ts';
import { card, type Role } from './card.ts';
import type { SlackClient } from './client.ts';
import { plainContent, type Content } from './parts.ts';
import type { Result } from './result.ts';

/** The longest that finding or remembering a thread may take, in ms: a notification does not depend on it. */
const patience = 2000;

export interface LivingDeps {
  readonly client: SlackClient;
  readonly channel: string;
  readonly context: MessageContext;
  readonly threads: Threads;
}

/**
 * One message per model package, image version, or failure to read something. The order is such that being killed in between does
 * no harm: what shows the state of now is written first, as often as it takes; then the change is posted; then it is remembered as
 * told. What is told again on purpose is posted, and leaves alone what it finds: in the thread, if there is one.
 */
export class LivingMessages {
  readonly #deps: LivingDeps;

  constructor(deps: LivingDeps) {
    this.#deps = deps;
  }

  /** The message that this change belongs to, if it can be answered. */
  async find(notification: Notification, signal: AbortSignal): Promise<Thread | undefined> {
    const thread = await this.#remembered(notification, signal);
    return thread && this.#continues(notification, thread) ? thread : undefined;
  }

  async tell(notification: Notification, { style, signal }: SendOptions): Promise<SendOutcome> {
    const thread = await this.#remembered(notification, signal);
    // Accepted before, but the record of it was lost.
    if (thread?.told === notification.id && !notification.again) return { kind: 'accepted' };
    const continued =
      thread && this.#continues(notification, thread)
        ? await this.#continue(notification, thread, { style, signal })
        : 'gone';
    return continued === 'gone' ? this.#begin(notification, thread, { style, signal }) : continued;
  }

  /** Shows the state of now, without a word in the thread: it was told elsewhere. False if there is no use in going on. */
  async refresh(notification: Notification, thread: Thread, signal: AbortSignal): Promise<boolean> {
    if (!isNewer(notification, thread)) return true;
    const result = await this.#update(notification, thread, signal);
    if (result.kind === 'refused') return result.gone;
    await this.#remember(notification, { ...thread, shows: notification.change.at }, thread, signal);
    return true;
  }

  async #begin(
    notification: Notification,
    before: Thread | undefined,
    { style, signal }: SendOptions,
  ): Promise<SendOutcome> {
    const { client, channel } = this.#deps;
    const { id, change, again } = notification;
    const result = await client.post(this.#content(notification, style, 'post'), signal);
    if (result.kind === 'refused') return result.fault;
    if (result.ts !== undefined && lives(change) && !again) {
      const thread = { channel: result.channel ?? channel, ts: result.ts, told: id, shows: change.at };
      await this.#remember(notification, thread, before, signal);
    }
    return { kind: 'accepted' };
  }

  async #continue(
    notification: Notification,
    thread: Thread,
    { style, signal }: SendOptions,
  ): Promise<SendOutcome | 'gone'> {
    const { id, change, again } = notification;
    const isShown = !isNewer(notification, thread);
    if (style === 'rich' && !isShown) {
      const updated = await this.#update(notification, thread, signal);
      if (updated.kind === 'refused') return updated.gone ? 'gone' : updated.fault;
    }
    const parent = { ts: thread.ts, broadcast: !isNews(change) };
    const posted = await this.#deps.client.post(this.#content(notification, style, 'reply'), signal, parent);
    if (posted.kind === 'refused') return posted.gone ? 'gone' : posted.fault;
    const shows = isShown ? thread.shows : change.at;
    if (!again || !isShown) await this.#remember(notification, { ...thread, told: id, shows }, thread, signal);
    return { kind: 'accepted' };
  }

  #update(notification: Notification, { channel, ts }: Thread, signal: AbortSignal): Promise<Result> {
    return this.#deps.client.update({ channel, ts }, this.#content(notification, 'rich', 'living'), signal);
  }

  #content(notification: Notification, style: SendOptions['style'], role: Role): Content {
    const { context } = this.#deps;
    return style === 'plain' ? plainContent(notification, context) : card(notification, context, role);
  }

  /** Not in another channel, which the config may name by now; nor what begins, or ends, another story for the first time. */
  #continues({ change, again = false }: Notification, thread: Thread): boolean {
    return thread.channel === this.#deps.channel && (again || !(begins(change) || endsAnother(change, thread)));
  }

  /** A state that cannot be read is no reason to be silent. */
  async #remembered({ destination, change }: Notification, end: AbortSignal): Promise<Thread | undefined> {
    if (!lives(change)) return undefined;
    const signal = inTime(end);
    try {
      return await unlessAborted(this.#deps.threads.get(destination, change.arn, signal), signal);
    } catch {
      return undefined;
    }
  }

  /** One that is not remembered costs a thread: the next change begins another. */
  async #remember(
    { destination, change }: Notification,
    thread: Thread,
    before: Thread | undefined,
    end: AbortSignal,
  ): Promise<void> {
    const signal = inTime(end);
    try {
      await unlessAborted(this.#deps.threads.put(destination, change.arn, thread, before, signal), signal);
    } catch {
      // The message has been accepted all the same.
    }
  }
}

const inTime = (signal: AbortSignal): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(patience)]);

/** Whether it is about something that changes again; a test message is about nothing. */
function lives(change: Change): boolean {
  switch (change.kind) {
    case 'registered':
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'removed':
    case 'reminder':
    case 'image-created':
    case 'image-failed':
    case 'watch-failed':
    case 'watch-recovered':
      return true;
    case 'image-removed':
      return change.version !== undefined;
    case 'group-removed':
    case 'test':
      return false;
  }
}

/** Once a version is made anew, or what could be read again cannot, what was told of the last time is history. */
function begins(change: Change): boolean {
  switch (change.kind) {
    case 'registered':
    case 'image-created':
    case 'watch-failed':
      return true;
    case 'image-failed':
      return change.to === 'CREATE_FAILED';
    case 'approval':
    case 'failed':
    case 'lifecycle':
    case 'description':
    case 'removed':
    case 'reminder':
    case 'group-removed':
    case 'image-removed':
    case 'watch-recovered':
    case 'test':
      return false;
  }
}

/** A failure that was told in a digest has no message, and its end does not belong to that of an earlier one. */
function endsAnother(change: Change, { shows }: Thread): boolean {
  return change.kind === 'watch-recovered' && Date.parse(shows) < Date.parse(change.since);
}

/** A reminder changes nothing that the message shows. In the thread alone it would remind only those who follow that. */
function isNews({ kind }: Change): boolean {
  return kind !== 'reminder';
}

/** Whether the message is to show it. What is told again is shown already, unless it was given up before it ever was. */
function isNewer({ change, again = false }: Notification, { shows }: Thread): boolean {
  const ahead = Date.parse(change.at) - Date.parse(shows);
  return isNews(change) && (again ? ahead > 0 : ahead >= 0);
}
