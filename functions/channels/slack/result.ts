import * as z from 'zod/mini';
import type { SendOutcome } from '../../domain/channel.ts';
import { retryAfter } from '../shared/retry-after.ts';
import { adviceOn, aboutCredentials, aboutTheMessage, aboutTheParent, type Target } from './codes.ts';
import type { HttpAnswer } from './http.ts';

export type Fault = Exclude<SendOutcome, { kind: 'accepted' }>;

/** What became of one request. */
export type Result =
  | { readonly kind: 'ok'; readonly channel?: string; readonly ts?: string }
  | {
      readonly kind: 'refused';
      readonly fault: Fault;
      /** The secret may have been replaced since it was read. */
      readonly credentials: boolean;
      /** The message that was to be updated or answered is no more. */
      readonly gone: boolean;
    };

const apiAnswer = z.object({
  ok: z.boolean(),
  error: z.optional(z.string()),
  channel: z.optional(z.string()),
  ts: z.optional(z.string()),
});

/**
 * Reads an answer of Slack. Nothing of it is shown but its error code: what stands in between may answer with anything, the
 * address included.
 */
export function resultOf(answer: HttpAnswer, target: Target, now: number): Result {
  const { status, headers, body } = answer;
  const json = apiAnswer.safeParse(parsed(body)).data;
  const succeeded = status >= 200 && status < 300;
  if (succeeded && (json?.ok === true || (target.kind === 'webhook' && body.trim() === 'ok'))) {
    return { kind: 'ok', ...(json?.channel && { channel: json.channel }), ...(json?.ts && { ts: json.ts }) };
  }
  const code = codeIn(json?.error ?? body);
  const wait = retryAfter(headers, now);
  const waiting = wait === undefined ? {} : { retryAfter: wait };
  const what = succeeded ? (code ?? 'its answer is not Slack’s') : [`HTTP ${status}`, code].filter(Boolean).join(', ');
  if (status === 429 || status >= 500 || code === 'ratelimited' || code === 'rate_limited') {
    const why = status >= 500 ? `Slack failed (${what})` : `Slack asks to wait (${what})`;
    return refused({ kind: 'destination-fault', why, ...waiting });
  }
  if (status === 413 || aboutTheMessage(code)) {
    return refused({ kind: 'message-fault', why: `Slack does not take this message (${what})` });
  }
  const why = `Slack refused (${what}): ${adviceOn(code, status, target)}`;
  return refused(
    { kind: 'destination-fault', why, ...waiting },
    aboutCredentials(code, status, target),
    aboutTheParent(code),
  );
}

export function refused(fault: Fault, credentials = false, gone = false): Extract<Result, { kind: 'refused' }> {
  return { kind: 'refused', fault, credentials, gone };
}

function codeIn(text: string): string | undefined {
  return /^[a-z][a-z0-9_]{1,60}$/u.test(text.trim()) ? text.trim() : undefined;
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
