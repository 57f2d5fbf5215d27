import { createSlackChannel, type SlackChannelOptions } from '../../../functions/channels/slack/index.ts';
import type { Clock } from '../../../functions/domain/clock.ts';
import type { Secrets } from '../../../functions/domain/secrets.ts';
import type { Thread, Threads } from '../../../functions/domain/threads.ts';
import {
  startSlackStandIn,
  type Behaviour,
  type SlackMessage,
  type SlackRequest,
  type SlackStandIn,
} from '../../../local/slack/index.ts';
import type { Mood, TestDestination } from '../contract.ts';

export const context = {
  account: '111122223333',
  region: 'eu-west-1',
  link: 'https://models.example.com/{region}/{group}/{version}',
};
export const channelId = 'C0123456789';
export const webhookChannel = 'webhook ml-leads';

/** Time that moves only when someone sleeps. */
export class SleepingClock implements Clock {
  time = Date.parse('2026-11-20T14:05:00.000Z');
  readonly now = () => this.time;
  readonly sleep = (ms: number) => {
    this.time += ms;
    return Promise.resolve();
  };
}

export class MemoryThreads implements Threads {
  readonly kept = new Map<string, Thread>();
  get(destination: string, subject: string) {
    return Promise.resolve(this.kept.get(`${destination} ${subject}`));
  }
  put(destination: string, subject: string, thread: Thread, before?: Thread) {
    const key = `${destination} ${subject}`;
    if (this.kept.get(key)?.ts !== before?.ts) return Promise.resolve(false);
    this.kept.set(key, thread);
    return Promise.resolve(true);
  }
}

/** Secrets that a test can replace; counts how often each was asked for again. */
export class MemorySecrets implements Secrets {
  readonly values: Record<string, string>;
  refreshed = 0;
  constructor(values: Record<string, string>) {
    this.values = values;
  }
  get(name: string, { refresh = false }: { refresh?: boolean }) {
    if (refresh) this.refreshed++;
    const value = this.values[name];
    return value === undefined ? Promise.reject(new Error('no such secret')) : Promise.resolve(value);
  }
}

export interface TestSlack extends TestDestination {
  readonly slack: SlackStandIn;
  readonly clock: SleepingClock;
  readonly secrets: MemorySecrets;
  readonly threads: MemoryThreads;
  /** What it was asked since the last reset, and at what time of the clock. */
  readonly asked: (SlackRequest & { readonly at: number })[];
  /** Behaves so at the next requests, one each. */
  next(...behaviours: readonly (Behaviour | undefined)[]): void;
}

export type Kind = 'webhook' | 'bot';

/** A channel in front of a stand-in for Slack, which holds every message against Slack's rules. */
export async function startSlack(kind: Kind, more: Partial<SlackChannelOptions> = {}): Promise<TestSlack> {
  const clock = new SleepingClock();
  const threads = new MemoryThreads();
  const asked: (SlackRequest & { readonly at: number })[] = [];
  let taken: string[] = [];
  let mood: Mood = 'well';
  let poison: string | undefined;
  let behaviours: (Behaviour | undefined)[] = [];

  const slack = await startSlackStandIn({
    port: 0,
    onMessage: (message) => {
      if (!message.edited) taken.push(...idsOf(message));
    },
    behave: (request) => {
      asked.push({ ...request, at: clock.time });
      if (behaviours.length > 0) return behaviours.shift();
      if (mood !== 'well') return moods[mood][kind];
      return poison !== undefined && JSON.stringify(request.payload).includes(poison)
        ? { error: 'invalid_blocks' }
        : undefined;
    },
  });
  const secrets = new MemorySecrets({ bot: slack.token, hook: slack.webhook('ml-leads') });
  const target = kind === 'bot' ? { channel: channelId, token: 'bot' } : { webhook: 'hook' };
  const options = { target, secrets, context, clock, threads, apiUrl: slack.url, timeout: 1000 };

  return {
    slack,
    clock,
    secrets,
    threads,
    asked,
    channel: createSlackChannel({ ...options, ...more }),
    taken: () => taken,
    requests: () => asked.length,
    mood: (next) => {
      mood = next;
    },
    refuse: (text) => {
      poison = text;
    },
    next: (...all) => {
      behaviours = [...all];
    },
    reset: () => {
      mood = 'well';
      poison = undefined;
      behaviours = [];
      asked.length = 0;
      taken = [];
      threads.kept.clear();
      slack.clear();
    },
    close: () => slack.close(),
  };
}

const moods: Record<Exclude<Mood, 'well'>, Record<Kind, Behaviour>> = {
  throttled: alike({ status: 429, headers: { 'Retry-After': '7' }, body: '' }),
  failing: alike({ status: 503, body: 'upstream' }),
  'hanging up': alike({ connection: 'hang-up' }),
  silent: alike({ connection: 'silent' }),
  forbidden: { webhook: { error: 'action_prohibited' }, bot: { error: 'invalid_auth' } },
  gone: { webhook: { error: 'no_service' }, bot: { error: 'channel_not_found' } },
};

function alike(behaviour: Behaviour): Record<Kind, Behaviour> {
  return { webhook: behaviour, bot: behaviour };
}

/** Blocks bear the ids of what they tell; a plain text says its own. */
export function idsOf({ text, blocks }: Pick<SlackMessage, 'text' | 'blocks'>): readonly string[] {
  if (blocks.length === 0) return /, id (.+)$/u.exec(text)?.slice(1) ?? [];
  return blocks.flatMap(({ block_id }) => block_id ?? []);
}
