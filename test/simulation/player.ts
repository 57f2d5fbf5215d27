/** A process that plays what it is sent. */
import type { Task } from './farm.ts';
import { live } from './history/live.ts';
import { planOf } from './plan.ts';

process.on('message', (task: Task) => {
  void planOf(task)
    .then(live)
    .then((outcome) => process.send?.(outcome))
    .catch((error: unknown) => {
      console.error(`the history of seed ${task.seed} could not be played:`, error);
      process.exit(1);
    });
});
