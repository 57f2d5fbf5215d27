/** Where secrets are kept. What is read there goes to whom it is for, and nowhere else: no log, error or state. */
export interface Secrets {
  /**
   * The text of a secret, as it was when first asked for; `refresh` asks again, for one that was refused. Rejects with a
   * `SecretError`, or with the signal's reason.
   */
  get(name: string, options: { readonly refresh?: boolean; readonly signal: AbortSignal }): Promise<string>;
}

/** A secret that cannot be had. The message names the secret and says what to do, and holds nothing of its value. */
export class SecretError extends Error {
  override readonly name = 'SecretError';
}
