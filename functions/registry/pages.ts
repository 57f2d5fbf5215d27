import { RegistryError } from '../domain/registry.ts';
import { guarded, notFound } from './faults.ts';

/**
 * All pages. An empty page with a token is no end (boto3#4020); a token that comes again would be no end ever. A group that
 * is gone lists as empty: whether it is gone is for a describe to say. An image that is gone is `missing`.
 */
export async function* pages<Page extends { NextToken?: string | undefined }>(
  operation: string,
  subject: string,
  fetch: (token: string | undefined) => Promise<Page>,
  whenGone: 'empty' | 'missing' = 'empty',
): AsyncGenerator<Page> {
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const page = await guarded(operation, subject, () =>
      whenGone === 'empty' ? notFound(fetch(token)) : fetch(token),
    );
    if (page === 'gone') return;
    yield page;
    token = page.NextToken;
    if (token && tokens.has(token)) {
      throw new RegistryError('unexpected', operation, subject, new Error('the same NextToken came twice'));
    }
    if (token) tokens.add(token);
  } while (token);
}
