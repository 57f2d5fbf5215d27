import * as z from 'zod/mini';

const written = z.object({ webhook: z.optional(z.string()), token: z.optional(z.string()) });

/**
 * What a secret holds: the webhook's URL or the token itself, or JSON with the key `webhook` or `token`, so that one secret can
 * hold both. Nothing if it is neither.
 */
export function credentialIn(secret: string, key: 'webhook' | 'token'): string | undefined {
  const text = secret.trim();
  const value = text.startsWith('{') ? fromJson(text)?.[key]?.trim() : text;
  // Whatever could not stand in a header or an address is no credential.
  return value !== undefined && /^[!-~]{1,2000}$/u.test(value) ? value : undefined;
}

function fromJson(text: string): z.infer<typeof written> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return written.safeParse(content).data;
  } catch {
    return undefined;
  }
}
