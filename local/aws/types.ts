import type { IncomingHttpHeaders } from 'node:http';

export type ServiceName = 'sagemaker' | 'dynamodb' | 'sns' | 'sqs' | 'events';

/** One request of any client, before anything is done about it. */
export interface AwsCall {
  readonly service: ServiceName;
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface AwsAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** A part of the endpoint that answers one service's calls. */
export type Service = (call: AwsCall) => Promise<AwsAnswer>;

/**
 * Sees every call. It may count, delay, fail before the effect (not calling `next`) or after it (calling `next`, then throwing
 * or returning something else). `hang-up` cuts the connection with no answer; a throw answers as an internal error, status 500.
 */
export type Interceptor = (call: AwsCall, next: () => Promise<AwsAnswer>) => Promise<AwsAnswer | 'hang-up'>;

export interface PublishedMessage {
  readonly topicArn: string;
  readonly subject?: string;
  readonly message: string;
  /** A `String.Array` attribute is a list; a binary one stays base64. */
  readonly attributes: Record<string, string | string[]>;
}

/** Awaited before SNS accepts the message: what it throws is what the publisher is told, as an InternalError. */
export type PublishHook = (message: PublishedMessage) => void | Promise<void>;

/** An event as a rule's target would get it, and the bus that it is on. */
export interface BusEvent {
  /** Name. */
  readonly bus: string;
  readonly id: string;
  readonly source: string;
  readonly detailType: string;
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** What SageMaker itself tells EventBridge of, as a target of a rule would get it. */
export interface RegistryEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': 'SageMaker Model Package State Change' | 'SageMaker Image Version State Change';
  readonly source: 'aws.sagemaker';
  readonly account: string;
  readonly region: string;
  /** To the second, like every time in the detail. */
  readonly time: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Not awaited, because SageMaker waits for nobody either; what it throws is a warning of this process. */
export type RegistryEventHook = (event: RegistryEvent) => void | Promise<void>;

/** Awaited before EventBridge accepts the event: what it throws is what the sender is told of it, as an InternalFailure. */
export type EventHook = (event: BusEvent) => void | Promise<void>;
