import { production, type Notifier } from '../cloud/notifier.ts';
import { leaveReality } from '../engine/reality.ts';
import { evidenceOf } from '../history/evidence.ts';
import { unsettled } from '../history/unsettled.ts';
import { invented } from '../model/invented.ts';
import { judge, type Violation } from '../model/judge.ts';
import type { Mishap } from './mishap.ts';
import { Stage, type Attempt, type StageOptions } from './stage.ts';

/** A short story that is told the same each time. It begins with a registry that is there already, and its first poll. */
export interface Scene extends Pick<StageOptions, 'config' | 'omits' | 'lowerCases' | 'reminds'> {
  readonly name: string;
  readonly play: (stage: Stage) => Promise<void>;
}

export interface Played {
  /** The first promise that was broken. */
  readonly violation?: Violation;
  /** All that were made, and how many of them before the scene was over. */
  readonly attempts: readonly Attempt[];
  readonly length: number;
  /** How much of what was to befall it did. */
  readonly struck: number;
}

/**
 * After the scene, minutes apart: events come again after 6, a destination is closed for a while, what a commit that never came has
 * left is cleared after 60.
 */
const recovery = [1, 12, 75];

/** Plays a scene in which that happens, then has it recover in peace, and holds what was told against what should have been. */
export async function play(
  scene: Scene,
  mishaps: readonly Mishap[] = [],
  notifier: Notifier = production,
): Promise<Played> {
  const backToReality = leaveReality();
  try {
    const stage = new Stage({ ...scene, mishaps, notifier });
    await scene.play(stage);
    const { length } = stage.attempts;
    const peaceSince = stage.now();
    for (const minutes of recovery) {
      await stage.pass(minutes);
      await stage.poll();
    }
    const { attempts } = stage;
    const violation = await violationOf(stage, peaceSince);
    return { ...(violation !== undefined && { violation }), attempts, length, struck: stage.struck };
  } finally {
    backToReality();
  }
}

/** What is wrong now that all is over. */
export async function violationOf(stage: Stage, peaceSince: number): Promise<Violation | undefined> {
  const { cloud, sources, starving, isLate } = stage;
  const inForce = new Map(sources.map((source) => [source, stage.watchedSince]));
  const evidence = evidenceOf(stage, { inForce, peaceSince });
  // One that had no time cannot have seen all.
  const isStarved = ({ began }: { readonly began: number }) => starving.starved.some((one) => one.began === began);
  const cleanPolls = evidence.cleanPolls.filter((poll) => !isStarved(poll));
  // What came late may be told twice or out of order; it must have been so.
  const inTime = evidence.accepted.filter((one) => !isLate(one));
  const what = invented(evidence.accepted.filter(isLate), evidence);
  return (
    cloud.watchdog.broken ??
    (what === undefined ? undefined : { promise: 'invented', what }) ??
    judge({ ...evidence, cleanPolls, accepted: inTime }) ??
    (await unsettled(stage)) ??
    leftOver(stage)
  );
}

/** What a commit that never came has left behind. */
function leftOver({ cloud }: Stage): Violation | undefined {
  const item = cloud.table.items().find(({ sk }) => sk?.S?.startsWith('outbox#'));
  return item && { promise: 'not settled', what: `${item['sk']?.S ?? ''} is left over` };
}
