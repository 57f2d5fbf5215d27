/** Where webhooks live: https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, and Slack for government. */
const webhookHosts = new Set(['hooks.slack.com', 'hooks.slack-gov.com']);
const api = 'https://slack.com/api/';

const loopbacks = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** What stands in for Slack, by SLACK_API_URL: only on this machine, as secrets go there. Throws if it is elsewhere. */
export function standIn(apiUrl: string): URL {
  const url = URL.canParse(apiUrl) ? new URL(apiUrl) : undefined;
  if (!url || !/^https?:$/u.test(url.protocol) || !loopbacks.has(url.hostname) || url.username || url.password) {
    throw new Error('SLACK_API_URL may only name this machine, for example http://127.0.0.1:4610');
  }
  return new URL(url.origin);
}

/** The URL that a secret holds; nothing if it is not that of an incoming webhook of Slack, by https. */
export function webhookUrl(secret: string, instead?: URL): URL | undefined {
  const url = URL.canParse(secret) ? new URL(secret) : undefined;
  if (!url || url.username || url.password || !/^\/services\/\S+/u.test(url.pathname)) return undefined;
  if (instead !== undefined && url.origin === instead.origin) return url;
  if (url.protocol !== 'https:' || url.port !== '' || !webhookHosts.has(url.hostname)) return undefined;
  return instead === undefined ? url : new URL(url.pathname, instead);
}

export function apiUrlOf(method: 'chat.postMessage' | 'chat.update', instead?: URL): URL {
  return instead === undefined ? new URL(method, api) : new URL(`/api/${method}`, instead);
}
