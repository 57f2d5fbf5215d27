import type { Post } from '../../../functions/channels/slack/http.ts';
import type { Reader } from '../../../functions/domain/registry.ts';
import { assumedRole } from '../../../functions/registry/assumed-role.ts';
import { roleArnOf } from '../../../functions/runtime/config/configured-sources.ts';
import type { STSClient } from '@aws-sdk/client-sts';
import type { Clients } from '../../../functions/runtime/clients.ts';
import { clientsOf, stsOf, type Services } from '../aws/clients.ts';
import { DynamoDb } from '../aws/dynamodb.ts';
import { EventBridge } from '../aws/eventbridge.ts';
import { SageMaker, type Whims } from '../aws/sagemaker.ts';
import { Secrets } from '../aws/secrets.ts';
import type { SimulatedService } from '../aws/service.ts';
import { postOf, Slack } from '../aws/slack.ts';
import { Sns } from '../aws/sns.ts';
import { Sts } from '../aws/sts.ts';
import type { Container } from '../engine/container.ts';
import type { Scheduler } from '../engine/scheduler.ts';
import type { Told } from '../model/evidence.ts';
import { Ledger, idsIn } from './ledger.ts';
import { here, hereKey, table, there, thereKey, topics } from './names.ts';
import { Watchdog } from './watchdog.ts';

const webhook = 'https://hooks.slack.com/services/T000/B000/first-secret-webhook';
const token = 'xoxb-first-secret-token';

export interface CloudOptions {
  readonly scheduler: Scheduler;
  readonly whims: Omit<Whims, 'now'>;
  /** Whether ARNs spell names as SageMaker does. */
  readonly lowerCases: boolean;
}

/** All that the notifier meets: two registries, a table, and where it tells. Each call takes effect whole, when it is made. */
export class Cloud {
  readonly scheduler: Scheduler;
  /** By source. */
  readonly registries: ReadonlyMap<string, SageMaker>;
  readonly table = new DynamoDb({ table, pageItems: 3 });
  readonly sns = new Sns(Object.values(topics));
  readonly bus = new EventBridge(here);
  readonly secrets = new Secrets();
  readonly sts: Sts;
  readonly chat: Slack;
  readonly team: Slack;
  readonly ledger = new Ledger();
  readonly watchdog: Watchdog;
  /** To the table. */
  writes = 0;

  constructor({ scheduler, whims, lowerCases }: CloudOptions) {
    this.scheduler = scheduler;
    const { now } = scheduler;
    const registry = (source: typeof here) => new SageMaker({ now, ...whims }, { lowerCases, source });
    this.registries = new Map([
      [hereKey, registry(here)],
      [thereKey, registry(there)],
    ]);
    this.secrets.put('webhook', webhook);
    this.secrets.put('bot', token);
    this.chat = new Slack(now, webhook);
    this.team = new Slack(now, token);
    this.sts = new Sts(now);
    this.watchdog = new Watchdog(this.table, this.secrets, now);
  }

  registry(source: string): SageMaker {
    const registry = this.registries.get(source);
    if (!registry) throw new Error(`there is no registry ${source}`);
    return registry;
  }

  /** The clients of one process, those of one source's registry among them, which takes a role if there is a reader. */
  clients(container: Container, source: string, reader?: Reader): Clients {
    const { table: dynamodb, sns, bus, secrets, watchdog } = this;
    const watched = (service: Pick<SimulatedService, 'execute'>, then: () => void = () => undefined) => ({
      execute: (operation: string, input: object) => {
        watchdog.sees(operation, input, container.invocation);
        const output = service.execute(operation, input);
        then();
        return output;
      },
    });
    const services: Services = {
      sagemaker: this.registry(source),
      dynamodb: {
        execute: (operation, input) => {
          const isWrite = /Update|Put|Delete/u.test(operation);
          if (isWrite) this.writes++;
          return watched(dynamodb, () => {
            if (isWrite) watchdog.wrote(input, container.invocation);
          }).execute(operation, input);
        },
      },
      sns: watched(sns, () => {
        for (const { topicArn, message, attributes } of sns.published.splice(0)) {
          const destination = topicArn === topics.machines ? 'machines' : 'leads';
          if (destination === 'machines') this.#tell(JSON.parse(message) as Message);
          for (const id of [attributes['id'] ?? []].flat()) this.#accept(destination, id, container);
        }
      }),
      eventbridge: watched(bus, () => {
        for (const { detail } of bus.events.splice(0)) {
          const message = detail as unknown as Message;
          this.#tell(message);
          this.#accept('bus', message.id, container);
        }
      }),
      secrets,
    };
    return clientsOf(container, services, { sagemaker: () => reader?.assume() });
  }

  post(container: Container): Post {
    return postOf(container, (asked) => {
      const destination = asked.url.pathname.startsWith('/api/') ? 'team' : 'chat';
      if (!asked.url.pathname.endsWith('/chat.update')) this.watchdog.posts(destination, container.invocation);
      this.watchdog.reads(asked.body);
      const answer = this[destination].answer(asked, (body) => {
        for (const id of idsIn(body, destination)) this.#accept(destination, id, container);
      });
      const wait = Number(answer.headers['retry-after'] ?? 0) * 1000;
      if (wait > 0) this.watchdog.asks(destination, container.now() + wait, container.invocation);
      return answer;
    });
  }

  /** By what the other account is read. */
  reader(container: Container): Reader {
    const role = roleArnOf(there, 'aws');
    const client = stsOf(container, this.sts) as unknown as STSClient;
    let credentials: { readonly expiration: Date } | undefined;
    const assume = assumedRole(client, { role });
    return {
      role,
      // As the SDK keeps them.
      assume: async () => {
        if (!credentials || credentials.expiration.getTime() < container.now() + 5 * 60_000)
          credentials = await assume();
        return credentials;
      },
    };
  }

  #accept(destination: string, id: string, { invocation: by, now }: Container): void {
    this.ledger.accept(destination, id, { at: now(), by });
  }

  #tell({ id, change }: Message): void {
    this.ledger.tell(id, { at: this.scheduler.now(), change });
  }
}

interface Message {
  readonly id: string;
  readonly change: Told;
}
