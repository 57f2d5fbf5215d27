import * as z from 'zod/mini';
import type { SendOutcome } from '../../domain/channel.ts';
import { cut, oneLine } from './clean.ts';
import { retryAfter } from './retry-after.ts';

export type Fault = Exclude<SendOutcome, { kind: 'accepted' }>;

/** An error of the SDK, by its shape: not every error that it throws is of its own classes. */
const serviceError = z.object({
  name: z.string(),
  message: z.string(),
  $metadata: z.optional(z.object({ httpStatusCode: z.optional(z.number()) })),
  $response: z.optional(z.object({ headers: z.record(z.string(), z.string()) })),
});

/**
 * What a call that failed as a whole says of what it carried. Only what is known to speak of the message does: any other error
 * counts against the destination, so that nothing is given up.
 */
export function faultOfCall(
  error: unknown,
  now: number,
  isAboutTheMessage: (code: string, message: string) => boolean,
): Fault {
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

/** One short line for logs and history. */
export function explain(name: string, message: string): string {
  return cut(oneLine(message === '' ? name : `${name}: ${message}`), 300);
}
