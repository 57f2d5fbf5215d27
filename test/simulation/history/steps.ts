import type { History } from './history.ts';
import { breakSlack, closeSlack, refuseSingleMessages, rotate } from './steps/destinations.ts';
import { configure, pollBesides, refuse, restore, revoke } from './steps/operators.ts';
import { workOnImages, workOnPackages } from './steps/others.ts';
import type { Random } from './steps/pick.ts';
import { decide, fail, register, remove, removeGroup } from './steps/versions.ts';

type Step = (history: History, random: Random) => void;

/** Of what can happen next, as often as it stands here in relation to the others. */
const steps: readonly (readonly [often: number, step: Step])[] = [
  [25, register],
  [40, decide],
  [5, fail],
  [10, remove],
  [5, removeGroup],
  [12, workOnImages],
  [12, workOnPackages],
  [5, pollBesides],
  [15, rush],
  [4, breakSlack],
  [4, closeSlack],
  [3, refuseSingleMessages],
  [2, rotate],
  [3, revoke],
  [3, refuse],
  [2, configure],
  [2, restore],
];
const total = steps.reduce((sum, [often]) => sum + often, 0);

export function step(history: History, random: Random): void {
  let luck = random(total);
  for (const [often, run] of steps) {
    luck -= often;
    if (luck < 0) {
      run(history, random);
      return;
    }
  }
}

/** Much at once: what is told of it is looked at by several at a time. */
function rush(history: History, random: Random): void {
  const { scheduler } = history.deployment;
  const soon = (run: Step) => {
    scheduler.after(random(1500), () => {
      run(history, random);
    });
  };
  for (let n = 3; n > 0; n--) soon(pollBesides);
  for (let n = 4; n > 0; n--) soon([register, register, decide, decide, remove, removeGroup][random(6)] ?? decide);
}
