/** Milliseconds, from Retry-After: seconds, or a date. Header names may be in any case. */
export function retryAfter(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  now: number,
): number | undefined {
  const [, header] = Object.entries(headers).find(([name]) => name.toLowerCase() === 'retry-after') ?? [];
  if (typeof header !== 'string') return undefined;
  const wait = /^\d+$/u.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
