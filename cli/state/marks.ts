import type { Chunk } from '../../functions/domain/state.ts';
import { showTime } from '../time.ts';

/** What is noted of a collection beside its records. */
export function marksOf({ unwantedSince, gone = false, failing }: Chunk): readonly string[] {
  return [
    ...(gone ? ['gone'] : []),
    ...(unwantedSince === undefined ? [] : [`in no rule since ${at(unwantedSince)}`]),
    ...(failing ? [`${failing.operation} fails since ${at(failing.since)}`] : []),
  ];
}

const at = (time: number): string => showTime(new Date(time));
