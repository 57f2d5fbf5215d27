import type { BatchResultErrorEntry } from '@aws-sdk/client-sns';
import * as z from 'zod/mini';
import type { SendOutcome } from '../../domain/channel.ts';
import { cut, oneLine } from '../shared/clean.ts';
import { retryAfter } from '../shared/retry-after.ts';

export type Fault = Exclude<SendOutcome, { kind: 'accepted' }>;

/** Codes that speak of what was sent. A call that fails with any other counts against the destination: nothing is given up. */
const aboutTheMessage = new Set([
  'InvalidParameter',
  'InvalidParameterValue',
  'ParameterValueInvalid',
  'Validation',
  'ValidationError',
  'BatchRequestTooLong',
  'TooManyEntriesInBatchRequest',
  'InvalidBatchEntryId',
  'BatchEntryIdsNotDistinct',
  'MalformedQueryString',
  'RequestEntityTooLarge',
]);

/** The same codes are used for a topic that is not there, or is a FIFO topic: no message will do better then. */
const aboutTheTopic = /Topic ?(Arn|Name)|TargetArn|FIFO|MessageGroupId|MessageDeduplicationId/iu;

const aboutTheDestination =
  /Authori[sz]|AccessDenied|Throttl|KMS|NotFound|Disabled|Internal|Unavailable|Security|Token|Limit/iu;

const serviceError = z.object({
  name: z.string(),
  message: z.string(),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
  $response: z.optional(z.object({ headers: z.record(z.string(), z.string()) })),
});

/** What a call that failed as a whole says of what it carried. */
export function faultOf(error: unknown, now: number): Fault {
  const parsed = serviceError.safeParse(error);
  if (!parsed.success) return { kind: 'destination-fault', why: explain('Error', String(error)) };
  const { name, message, $metadata, $response } = parsed.data;
  const why = explain(name, message);
  const status = $metadata?.httpStatusCode;
  if (status === 413 || (status !== undefined && status < 429 && isAboutTheMessage(name, message))) {
    return { kind: 'message-fault', why };
  }
  const wait = retryAfter($response?.headers ?? {}, now);
  return { kind: 'destination-fault', why, ...(wait === undefined ? {} : { retryAfter: wait }) };
}

/**
 * What SNS says of one message of a call that succeeded otherwise. As the call was let through, a sender's fault is that of the
 * message, unless its code is one of the topic, the key or the permissions.
 */
export function faultOfEntry({ Code = 'Error', Message = '', SenderFault }: BatchResultErrorEntry): Fault {
  const message = SenderFault === true && !aboutTheDestination.test(Code) && !aboutTheTopic.test(Message);
  return { kind: message ? 'message-fault' : 'destination-fault', why: explain(Code, Message) };
}

function isAboutTheMessage(code: string, message: string): boolean {
  return aboutTheMessage.has(code.replace(/Exception$/u, '')) && !aboutTheTopic.test(message);
}

function explain(name: string, message: string): string {
  return cut(oneLine(message === '' ? name : `${name}: ${message}`), 300);
}
