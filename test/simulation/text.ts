import type { Sum } from './history/sum.ts';
import type { Violation } from './model/judge.ts';

export interface Report extends Sum {
  readonly arguments: {
    readonly seed: number;
    readonly histories: number;
    readonly steps: number;
    readonly mode: string;
    readonly previous?: boolean;
  };
  readonly violations: readonly { readonly seed: number; readonly violation: Violation }[];
  /** The first of them, made short. */
  readonly shrunk?: { readonly seed: number; readonly violation: Violation; readonly history: readonly string[] };
}

/** For a terminal. */
export function asText(report: Report): string {
  const { polls, calls, faults, accepted, doubled, simulatedDays, longestOutageHours, violations, shrunk } = report;
  const { histories, steps, mode, previous } = report.arguments;
  const lines = [
    `${histories} histories of ${steps} steps (${mode}): ${simulatedDays} simulated days, ${polls} polls, ${calls} calls, ${faults} faults`,
    `${accepted} notifications accepted, ${doubled} of them again with the same id, as is permitted after a fault`,
    ...(longestOutageHours > 0 ? [`the longest outage of a destination was ${longestOutageHours} h`] : []),
    `${violations.length} promises broken`,
    ...violations.map(({ seed, violation: { promise, what } }) => `  seed ${seed}: ${promise}: ${what}`),
  ];
  if (!shrunk) return lines.join('\n');
  const { seed, violation, history } = shrunk;
  return [
    ...lines,
    '',
    `Seed ${seed}, made short:`,
    ...history.map((line) => `  ${line}`),
    `  ${violation.promise}: ${violation.what}`,
    '',
    `To play it whole: npm run simulate -- --seed ${seed} --histories 1 --steps ${steps} --mode ${mode}${previous ? ' --previous' : ''}`,
  ].join('\n');
}
