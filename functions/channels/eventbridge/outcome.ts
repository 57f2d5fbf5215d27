import type { PutEventsResultEntry } from '@aws-sdk/client-eventbridge';
import type { SendOutcome } from '../../domain/channel.ts';
import { explain, faultOfCall, type Fault } from '../shared/outcome.ts';

/** Codes that speak of what was sent. Any other counts against the destination: nothing is given up for it. */
const aboutTheMessage = new Set([
  'InvalidArgument',
  'MalformedDetail',
  'RedactionFailure',
  'ValidationException',
  'ValidationError',
  'SerializationException',
  'PutEventsRequestEntrySizeExceeded',
  'RequestEntityTooLarge',
]);

/**
 * The same codes are used for what is the same in every event: no other would do better then. The parameter's name counts, not any
 * word of the message, which may echo what was sent.
 */
const aboutTheBus =
  /Parameter (?:EventBusName|EndpointId|Source|DetailType)\b|\bat '[\w.]*(?:eventBusName|endpointId|source|detailType)'/u;

/** What a call that failed as a whole says of what it carried. */
export function faultOf(error: unknown, now: number): Fault {
  return faultOfCall(error, now, isAboutTheMessage);
}

/** What EventBridge says of one event of a call that succeeded otherwise. */
export function outcomeOf({ EventId, ErrorCode, ErrorMessage = '' }: PutEventsResultEntry): SendOutcome {
  if (ErrorCode === undefined && EventId !== undefined) return { kind: 'accepted' };
  const code = ErrorCode ?? 'Error';
  const kind = isAboutTheMessage(code, ErrorMessage) ? 'message-fault' : 'destination-fault';
  return { kind, why: explain(code, ErrorMessage) };
}

function isAboutTheMessage(code: string, message: string): boolean {
  return aboutTheMessage.has(code) && !aboutTheBus.test(message);
}
