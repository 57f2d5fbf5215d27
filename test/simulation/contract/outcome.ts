import { NotSimulatedError } from '../aws/service.ts';

/** What came of a call: an answer without what differs from call to call, or an error by what code can depend on. */
export type Outcome = { readonly answer: unknown } | { readonly error: string; readonly status: number | undefined };

interface ServiceError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export async function outcomeOf(call: () => Promise<object | undefined>): Promise<Outcome> {
  try {
    const answer = await call();
    return { answer: withoutMetadata(answer) };
  } catch (error) {
    if (error instanceof NotSimulatedError || !(error instanceof Error)) throw error;
    return { error: error.name, status: (error as ServiceError).$metadata?.httpStatusCode };
  }
}

const withoutMetadata = (answer: object | undefined): object | undefined =>
  answer && Object.fromEntries(Object.entries(answer).filter(([name]) => name !== '$metadata'));
