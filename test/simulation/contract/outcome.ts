import { unmarshall } from '@aws-sdk/util-dynamodb';
import { NotSimulatedError } from '../aws/service.ts';
import type { Item } from './subject.ts';

/** What came of a call: an answer without what differs from call to call, or an error by what code can depend on. */
export type Outcome = { readonly answer: object } | { readonly error: string; readonly status: number | undefined };

interface ServiceError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

export async function outcomeOf(call: () => Promise<object>): Promise<Outcome> {
  try {
    const answer = Object.entries(await call());
    return { answer: Object.fromEntries(answer.filter(([name]) => name !== '$metadata')) };
  } catch (error) {
    if (error instanceof NotSimulatedError || !(error instanceof Error)) throw error;
    return { error: error.name, status: (error as ServiceError).$metadata?.httpStatusCode };
  }
}

/** The same with the items of the answer as they are for JavaScript: sets and maps have no order then. */
export const plain = (outcome: Outcome): unknown =>
  'error' in outcome
    ? outcome
    : Object.fromEntries(
        Object.entries(outcome.answer as Record<string, Item>).map(([name, item]) => [name, unmarshall(item)]),
      );

/** Items by their keys, as they are for JavaScript. */
export const plainItems = (items: readonly Item[]): unknown =>
  Object.fromEntries(items.map((item) => [`${item['pk']?.S ?? ''} ${item['sk']?.S ?? ''}`, unmarshall(item)]));
