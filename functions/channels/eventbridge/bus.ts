import { DescribeEventBusCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import type { MessageContext } from '../../domain/channel.ts';
import type { Fault } from '../shared/outcome.ts';
import { unlessAborted } from '../shared/abort.ts';
import { faultOf } from './outcome.ts';

/** For how long a bus that was there is taken to be there still, in ms. */
const confirmedFor = 60_000;

/**
 * Whether events put on a bus arrive there. PutEvents does not say: what is put on a bus that does not exist is accepted, and gone
 * (aws/aws-cli#9186). So the bus is looked at first, if it is one of our own account and not the default, which always exists. A
 * bus of another account cannot be looked at.
 *
 * @param bus name or ARN
 */
export class Bus {
  readonly #client: EventBridgeClient;
  readonly #fault?: Fault;
  readonly #name?: string;
  #confirmedAt = -Infinity;

  constructor(client: EventBridgeClient, bus: string, { account, region }: MessageContext) {
    this.#client = client;
    const [, , , itsRegion = region, itsAccount = account, resource = bus] = bus.split(':');
    if (itsRegion !== region) {
      const why = `The event bus is in ${itsRegion}: events can be put on buses of ${region} only`;
      this.#fault = { kind: 'destination-fault', why };
    }
    const name = resource.replace(/^event-bus\//u, '');
    if (itsAccount === account && name !== 'default') this.#name = name;
  }

  /** Why nothing should be sent there, if so. Never rejects. */
  async fault(signal: AbortSignal): Promise<Fault | undefined> {
    if (this.#fault) return this.#fault;
    if (this.#name === undefined || performance.now() - this.#confirmedAt < confirmedFor) return undefined;
    try {
      signal.throwIfAborted();
      const command = new DescribeEventBusCommand({ Name: this.#name });
      await unlessAborted(this.#client.send(command, { abortSignal: signal }), signal);
      this.#confirmedAt = performance.now();
      return undefined;
    } catch (error) {
      const fault = faultOf(signal.aborted ? signal.reason : error, Date.now());
      return fault.kind === 'destination-fault' ? fault : { kind: 'destination-fault', why: fault.why };
    }
  }
}
