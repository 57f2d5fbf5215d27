/** What one request of a service takes. */
export interface RequestLimits {
  readonly mostMessages: number;
  /** With a margin for how the service may count. */
  readonly mostBytes: number;
}

/** Messages in order, by what one request takes. */
export function requests<Message extends { readonly bytes: number }>(
  messages: readonly Message[],
  { mostMessages, mostBytes }: RequestLimits,
): readonly (readonly Message[])[] {
  const all: Message[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const request = all.at(-1);
    if (request === undefined || request.length === mostMessages || bytes + message.bytes > mostBytes) {
      all.push([message]);
      bytes = message.bytes;
    } else {
      request.push(message);
      bytes += message.bytes;
    }
  }
  return all;
}
