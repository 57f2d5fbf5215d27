import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import type { Outcome, Plan } from './history/plan.ts';

/** What goes from one process to another. */
export interface Task extends Pick<Plan, 'seed' | 'steps' | 'mode'> {
  /** The previous release comes first, runs beside this one, and is rolled back to. */
  readonly hasPrevious?: boolean;
}

/** A history takes a tenth of a second, or a few. */
const patience = 120_000;

const tooLong = async (seed = 0): Promise<never> => {
  await setTimeout(patience, undefined, { ref: false });
  throw new Error(`the history of seed ${seed} does not end`);
};

/** Plays histories on all processors; gives what came of each, in the order of the tasks. */
export async function play(tasks: readonly Task[], onDone: (done: number) => void): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  let next = 0;
  let done = 0;
  const work = async (child: ChildProcess) => {
    const { promise: failed, reject } = Promise.withResolvers<never>();
    child.once('exit', (code) => {
      reject(new Error(`a process that simulates ended with ${code}: see above`));
    });
    for (let index = next++; index < tasks.length; index = next++) {
      const answer = new Promise<Outcome>((resolve) =>
        child.once('message', (message) => {
          resolve(message as Outcome);
        }),
      );
      child.send(tasks[index] as Task);
      outcomes[index] = await Promise.race([answer, failed, tooLong(tasks[index]?.seed)]);
      onDone(++done);
    }
    failed.catch(() => undefined);
    child.disconnect();
  };
  const children = Array.from({ length: Math.min(tasks.length, availableParallelism()) }, () =>
    fork(new URL('./player.ts', import.meta.url)),
  );
  try {
    await Promise.all(children.map(work));
  } finally {
    for (const child of children) child.kill();
  }
  return outcomes;
}
