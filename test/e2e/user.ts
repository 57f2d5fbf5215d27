import { setTimeout } from 'node:timers/promises';
import { z } from 'zod';
import type { Deployment, Outputs } from './cdk.ts';
import { Inboxes, queues } from './inboxes.ts';
import { Ledger, type Sent } from './ledger.ts';
import { arnOf } from './account.ts';
import type { Stage } from './stage.ts';

const invoked = z.object({ FunctionError: z.string().optional(), Payload: z.string() });
const created = z.object({ ModelPackageArn: z.string() });

type Status = 'PendingManualApproval' | 'Approved' | 'Rejected';

/** What a user of the notifier does, and looks at. */
export class User {
  readonly stage: Stage;
  readonly ledger = new Ledger([...queues, 'bot', 'hook']);
  readonly #inboxes: Inboxes;
  readonly #versions = new Map<string, number>();
  #outputs: Outputs = {};
  readonly #signal: AbortSignal;

  constructor(stage: Stage, signal: AbortSignal) {
    this.stage = stage;
    this.#signal = signal;
    this.#inboxes = new Inboxes(stage.boto, arnOf);
  }

  /** What must be there before the first deployment: secrets, the bus, and queues to receive in. */
  async prepare(): Promise<void> {
    const { boto, slack } = this.stage;
    await boto.call('secretsmanager', 'create_secret', {
      Name: 'approval-notifier/slack-bot',
      SecretString: slack.token,
    });
    await boto.call('secretsmanager', 'create_secret', {
      Name: 'approval-notifier/slack-webhook',
      SecretString: JSON.stringify({ webhook: slack.webhook('e2e') }),
    });
    await this.#inboxes.create();
  }

  /** Deploys, and subscribes to topics that are new. */
  async deploy(deployment: Deployment): Promise<Outputs> {
    const before = this.#outputs;
    this.#outputs = await this.stage.cdk.deploy(deployment);
    if (before['TopicMachines'] !== this.#outputs['TopicMachines']) await this.#inboxes.subscribe(this.#outputs);
    return this.#outputs;
  }

  /** Topics and their subscriptions go with the stack. */
  async destroy(deployment: Deployment): Promise<void> {
    await this.stage.cdk.destroy(deployment);
    this.#outputs = {};
  }

  get outputs(): Outputs {
    return this.#outputs;
  }

  async createGroup(name: string): Promise<void> {
    await this.stage.boto.call('sagemaker', 'create_model_package_group', { ModelPackageGroupName: name });
  }

  /** Gives the version's ARN. `told` is false for what nobody must hear of. */
  async register(group: string, status: Status, { told = true } = {}): Promise<string> {
    const version = (this.#versions.get(group) ?? 0) + 1;
    this.#versions.set(group, version);
    if (told) this.expect({ kind: 'registered', group, version, to: status });
    const { ModelPackageArn } = created.parse(
      await this.stage.boto.call('sagemaker', 'create_model_package', {
        ModelPackageGroupName: group,
        ModelPackageDescription: `Version ${version} of ${group}`,
        ModelApprovalStatus: status,
      }),
    );
    return ModelPackageArn;
  }

  /** `group` as SageMaker spells it: an ARN may hold it in lower case. */
  async decide(group: string, arn: string, to: Status, { told = true } = {}): Promise<void> {
    if (told) this.expect({ kind: 'approval', group, version: Number(arn.split('/').at(-1)), to });
    await this.stage.boto.call('sagemaker', 'update_model_package', {
      ModelPackageArn: arn,
      ModelApprovalStatus: to,
    });
  }

  expect(change: Sent): void {
    this.ledger.send(change);
  }

  /** Looks at once, as the README says. Gives what the function failed with, if it did. */
  async poll(): Promise<string | undefined> {
    const { FunctionError, Payload } = invoked.parse(
      await this.stage.boto.call('lambda', 'invoke', { FunctionName: this.#outputs['PollFunction'] }),
    );
    return FunctionError === undefined ? undefined : Payload;
  }

  /** Starts a poll as the schedule does, and does not wait for it. */
  async start(): Promise<void> {
    await this.stage.boto.call('lambda', 'invoke', {
      FunctionName: this.#outputs['PollFunction'],
      InvocationType: 'Event',
    });
  }

  /** Waits, for `patience` ms at most, until all that was sent has arrived; `polling` looks for it in between. */
  async receive(patience: number, { polling = true } = {}): Promise<void> {
    const end = Date.now() + patience;
    for (;;) {
      if (polling) await this.poll();
      await this.collect();
      const { lost, invented } = this.ledger.verdict();
      if (lost.length === 0 || invented.length > 0 || Date.now() > end) break;
      await setTimeout(1000, undefined, { signal: this.#signal });
    }
    this.#check();
  }

  /** Polls, and finds that nobody is told of anything. */
  async expectSilence(): Promise<void> {
    for (let polls = 0; polls < 2; polls++) {
      const failure = await this.poll();
      if (failure !== undefined) throw new Error(`the poll failed: ${failure}`);
      await setTimeout(500, undefined, { signal: this.#signal });
      await this.collect();
    }
    this.#check();
  }

  async collect(): Promise<void> {
    const arrived = [...(await this.#inboxes.collect()), ...this.stage.slackArrivals.splice(0)];
    for (const one of arrived) this.ledger.arrive(one);
  }

  #check(): void {
    const { lost, invented } = this.ledger.verdict();
    const problems = [...lost.map((one) => `lost: ${one}`), ...invented.map((one) => `invented: ${one}`)];
    if (problems.length > 0) throw new Error(problems.join('\n'));
  }
}
