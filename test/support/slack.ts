import type { Channel } from '../../functions/domain/channel.ts';
import type { Secrets } from '../../functions/domain/secrets.ts';
import { startSlackStandIn, type Behaviour, type SlackMessage, type SlackStandIn } from '../../local/slack/index.ts';
import type { PollOptions, TestClock } from './world.ts';

/** What a destination may take for one send, in ms of the test's clock: as long as the real one. */
const timeout = 10_000;

export interface SlackRequestSeen {
  /** As the config names the destination. */
  readonly destination: string;
  readonly at: number;
  /** A new message; or the update of one. */
  readonly isPost: boolean;
  readonly answer: Behaviour | undefined;
}

/** A stand-in for Slack by the clock of a `World`, with a bot's channel (`bot`) and a webhook (`hook`). */
export class WorldSlack {
  readonly channel = 'C0123456789';
  readonly destinations = {
    bot: { slack: { channel: this.channel, token: 'a/bot' } },
    hook: { slack: { webhook: 'a/webhook' } },
  };
  readonly requests: SlackRequestSeen[] = [];
  /** Messages that it took, in order; not their updates. */
  readonly messages: { readonly destination: string; readonly ids: readonly string[] }[] = [];
  /** What it answers instead. */
  fault: (destination: string) => Behaviour | undefined = () => undefined;
  readonly #clock: TestClock;
  #standIn: SlackStandIn | undefined;
  #chance = 0;
  #patience = new AbortController();
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(clock: TestClock) {
    this.#clock = clock;
  }

  static async start(clock: TestClock): Promise<WorldSlack> {
    const slack = new WorldSlack(clock);
    slack.#standIn = await startSlackStandIn({
      port: 0,
      now: () => new Date(clock.time),
      behave: ({ channel, method }) => {
        const destination = slack.#named(channel);
        const answer = slack.fault(destination);
        slack.requests.push({ destination, at: clock.time, isPost: method !== 'chat.update', answer });
        if (answer?.connection === 'silent') slack.#letItTimeOut();
        return answer;
      },
      onMessage: ({ channel, edited, blocks }: SlackMessage) => {
        const ids = blocks.flatMap(({ block_id: id }) => id ?? []);
        if (!edited) slack.messages.push({ destination: slack.#named(channel), ids });
      },
    });
    return slack;
  }

  /** To be given to `World.poll`. */
  get poll(): Required<Pick<PollOptions, 'slack' | 'wrap'>> {
    const standIn = this.#running;
    const { url: slackApiUrl, token } = standIn;
    const secrets: Secrets = { get: (name) => Promise.resolve(name === 'a/bot' ? token : standIn.webhook('hook')) };
    return {
      slack: { secrets, slackApiUrl },
      wrap: (deps) => ({
        ...deps,
        random: () => (this.#chance = (this.#chance + 0.37) % 1),
        channels: new Map([...deps.channels].map(([name, channel]) => [name, this.#wrap(name, channel)])),
      }),
    };
  }

  close(): Promise<void> {
    return this.#running.close();
  }

  /** One send after the other: of two that sleep at a time, each would see the clock go on by the other's sleep. */
  #wrap(name: string, channel: Channel): Channel {
    if (!(name in this.destinations)) return channel;
    return {
      timeout: channel.timeout,
      batches: (notifications) => channel.batches(notifications),
      send: (batch, options) => {
        const sent = this.#turn.then(() => {
          this.#patience = new AbortController();
          const signal = AbortSignal.any([options.signal, this.#patience.signal]);
          return channel.send(batch, { ...options, signal });
        });
        this.#turn = sent;
        return sent;
      },
    };
  }

  /** The client's time-outs are of real time: this one passes at once. */
  #letItTimeOut(): void {
    this.#clock.advance(timeout);
    setImmediate(() => {
      this.#patience.abort();
    });
  }

  #named(channel: string): string {
    return channel === this.channel ? 'bot' : 'hook';
  }

  get #running(): SlackStandIn {
    if (!this.#standIn) throw new Error('not started');
    return this.#standIn;
  }
}
