import type { BatchResultErrorEntry } from '@aws-sdk/client-sns';
import { explain, faultOfCall, type Fault } from '../shared/outcome.ts';

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

/** What a call that failed as a whole says of what it carried. */
export function faultOf(error: unknown, now: number): Fault {
  return faultOfCall(error, now, isAboutTheMessage);
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
