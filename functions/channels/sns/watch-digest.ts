import type { WatchChange } from '../../domain/change.ts';
import { cut } from '../shared/clean.ts';
import { moment, summary } from '../shared/digest-wording.ts';
import { fullName } from '../shared/subject.ts';
import { advice, faultNews } from '../shared/watch-wording.ts';
import { writings } from '../shared/writings.ts';
import { quote, told } from './text.ts';

type WatchFailed = Extract<WatchChange, { kind: 'watch-failed' }>;

/** Of more, the list says what is the matter. */
const mostAnswers = 3;
const longestAnswer = 1000;

/** Much may fail at once for one reason: what to do once, a line for each, and what SageMaker answered, once for each reason. */
export function watchParts(changes: readonly WatchChange[]): readonly string[] {
  const failed = changes.filter((change) => change.kind === 'watch-failed');
  const steps = whatToDo(failed);
  return [
    ...(steps.length === 0 ? [] : [told('What to do', steps)]),
    changes.map((change) => `${fullName(change)}  ${summary(change)}, ${moment(change)}`).join('\n'),
    ...firstOfEach(failed, faultNews)
      .slice(0, mostAnswers)
      .flatMap((change) =>
        writings(change).flatMap(({ label, text }) =>
          quote({ label: `${label} for ${fullName(change)}`, text: cut(text, longestAnswer) }),
        ),
      ),
  ];
}

/** What to do in each of the cases. */
export function whatToDo(failed: readonly WatchFailed[]): readonly string[] {
  const each = firstOfEach(failed, advice);
  return each.map((change) => (each.length === 1 ? advice(change) : `${cases[change.fault]}: ${advice(change)}`));
}

const cases = { refused: 'Refused', missing: 'Missing', unavailable: 'No answer' } as const;

function firstOfEach(all: readonly WatchFailed[], key: (change: WatchFailed) => string): readonly WatchFailed[] {
  const first = new Map<string, WatchFailed>();
  for (const change of all) if (!first.has(key(change))) first.set(key(change), change);
  return [...first.values()];
}
