import type { Behaviour, SlackMethod } from './types.ts';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Of a webhook a word, of a method JSON. */
export function accepted(method: SlackMethod, channel: string, ts: string): Answer {
  return method === 'webhook' ? worded('ok') : json({ ok: true, channel, ts });
}

/** A webhook's statuses: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks */
const statuses: Readonly<Record<string, number>> = {
  action_prohibited: 403,
  invalid_token: 403,
  no_service: 404,
  no_team: 404,
  channel_not_found: 404,
  channel_is_archived: 410,
};

export function refusal(method: SlackMethod, error: string): Answer {
  return method === 'webhook' ? worded(error, statuses[error] ?? 400) : json({ ok: false, error });
}

/** What a test, or whoever plays with it, has it answer. */
export function told(method: SlackMethod, { error, status, headers, body }: Behaviour): Answer | undefined {
  if (error === undefined && status === undefined && body === undefined) return undefined;
  const usual = error === undefined ? worded('') : refusal(method, error);
  return {
    status: status ?? usual.status,
    headers: { ...usual.headers, ...headers },
    body: body ?? usual.body,
  };
}

function worded(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html' }, body };
}

function json(content: unknown): Answer {
  return { status: 200, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(content) };
}
