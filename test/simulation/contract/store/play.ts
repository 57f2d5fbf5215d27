import { createDynamoStore } from '../../../../functions/store/dynamo-store.ts';
import { createThreads } from '../../../../functions/store/threads.ts';
import { source, start } from '../../../domain/build.ts';
import { plainItems } from '../outcome.ts';
import { table, type Subject } from '../subject.ts';
import type { Hands, Step } from './hands.ts';

/** What came of steps, one after the other, on a table that was empty. */
export interface Played {
  readonly results: readonly (readonly [step: string, result: unknown])[];
  readonly items: unknown;
  readonly hands: Hands;
}

export async function play(subject: Subject, steps: readonly Step[]): Promise<Played> {
  await subject.empty();
  const hands = handsOn(subject);
  const results: (readonly [string, unknown])[] = [];
  for (const { name, run } of steps) results.push([name, await resultOf(run(hands))]);
  return { results, items: plainItems(await subject.items()), hands };
}

function handsOn({ client }: Subject): Hands {
  const hands = { time: start };
  const clock = { now: () => hands.time, sleep: () => Promise.resolve() };
  let ids = 0;
  return {
    store: createDynamoStore({ client, table, source, clock, newId: () => `write-${++ids}` }),
    threads: createThreads({ client, table, clock }),
    chunks: [],
    sources: [],
    clock: hands,
  };
}

/** What the store gives, or how it fails. */
async function resultOf(work: Promise<unknown>): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : error;
  }
}
