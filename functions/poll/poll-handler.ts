import { TimeBudget } from '../domain/time-budget.ts';
import { poll, type PollDeps } from '../reconcile/poll.ts';
import type { Telemetry } from '../runtime/telemetry.ts';

/** One poll per invocation, whatever the event says. Rejects, when all that can be done is done, if something failed. */
export function createPollHandler(build: () => Omit<PollDeps, 'log'>, telemetry: Telemetry) {
  let deps: PollDeps | undefined;
  return async (_event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> => {
    // Built once per cold start; a build that fails is tried again by the next invocation.
    deps ??= { ...build(), log: telemetry.log };
    const report = await poll(deps, new TimeBudget(deps.clock, context.getRemainingTimeInMillis()));
    telemetry.report(report);
    report.throwIfFailed();
  };
}
