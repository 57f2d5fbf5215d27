/** Slack's error codes, by whom they concern: the methods' reference, and that of incoming webhooks. */

export type Target =
  | { readonly kind: 'webhook'; readonly secret: string }
  | { readonly kind: 'bot'; readonly secret: string; readonly channel: string };

const ofTheMessage = new Set([
  'invalid_payload',
  'invalid_blocks',
  'invalid_blocks_format',
  'invalid_attachments',
  'msg_too_long',
  'msg_blocks_too_long',
  'too_many_attachments',
  'no_text',
  'invalid_json',
  'json_not_object',
]);

const ofTheToken = new Set([
  'invalid_auth',
  'not_authed',
  'token_expired',
  'token_revoked',
  'account_inactive',
  'not_allowed_token_type',
  'missing_scope',
]);

/** A person has deleted the message, or locked it: its thread is over. */
const ofTheParent = new Set([
  'message_not_found',
  'cant_update_message',
  'edit_window_closed',
  'update_failed',
  'thread_not_found',
  'cannot_reply_to_message',
  'restricted_action_non_threadable_channel',
  'restricted_action_thread_locked',
]);

export const aboutTheMessage = (code: string | undefined): boolean => code !== undefined && ofTheMessage.has(code);

export const aboutTheParent = (code: string | undefined): boolean => code !== undefined && ofTheParent.has(code);

/** A webhook is its own credential: whatever it is refused for, another may stand in the secret by now. */
export function aboutCredentials(code: string | undefined, status: number, { kind }: Target): boolean {
  if (kind === 'webhook') return [401, 403, 404, 410].includes(status);
  return status === 401 || status === 403 || (code !== undefined && ofTheToken.has(code));
}

/** What to do about it, in one sentence. */
export function adviceOn(code: string | undefined, status: number, target: Target): string {
  const { secret } = target;
  switch (code) {
    case 'is_archived':
    case 'channel_is_archived':
      return target.kind === 'bot'
        ? `channel ${target.channel} is archived; unarchive it, or name another in the config`
        : `the channel is archived; unarchive it, or put the webhook of another into secret ${secret}`;
    case 'not_in_channel':
      return `invite the app to ${channelOf(target)}`;
    case 'channel_not_found':
      return `correct the channel’s id in the config, or invite the app to ${channelOf(target)} if that is private`;
    case 'missing_scope':
      return 'give the app the scope chat:write, and install it again';
    case 'action_prohibited':
    case 'team_access_not_granted':
    case 'ekm_access_denied':
      return 'an administrator of the workspace does not let this app post; ask for it to be allowed';
    default:
      if (code?.startsWith('restricted_action')) return `the settings of ${channelOf(target)} do not let the app post`;
      if (status >= 300 && status < 400) return 'it answered with a redirect, and none is followed';
      if (!aboutCredentials(code, status, target)) return 'Slack’s reference tells what that means';
      return target.kind === 'bot'
        ? `put the bot token (xoxb-…) of an app that is installed into secret ${secret}`
        : `the webhook was removed, or its app; make a new one and put its URL into secret ${secret}`;
  }
}

function channelOf(target: Target): string {
  return target.kind === 'bot' ? `channel ${target.channel}` : 'the channel';
}
