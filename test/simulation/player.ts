/** A process that plays what it is sent. */
import { live } from './history/history.ts';
import type { Task } from './farm.ts';

process.on('message', (task: Task) => {
  void live(task).then((outcome) => process.send?.(outcome));
});
