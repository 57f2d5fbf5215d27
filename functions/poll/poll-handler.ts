import * as z from 'zod/mini';
import { TimeBudget } from '../domain/time-budget.ts';
import { poll } from '../reconcile/poll.ts';
import { perSource, type Build } from '../runtime/per-source.ts';
import type { Telemetry } from '../runtime/telemetry.ts';

/** `{"source":"<account>/<region>"}`. What EventBridge or Scheduler write by themselves has a source of another meaning. */
const request = z.object({ source: z.string(), 'detail-type': z.optional(z.undefined()) });

/**
 * One poll per invocation, of the source that the event names; otherwise of the first. Rejects, when all that can be done is done,
 * if something failed.
 */
export function createPollHandler(build: Build, telemetry: Telemetry) {
  const depsOf = perSource(build, telemetry.log);
  return async (event: unknown, context: { getRemainingTimeInMillis(): number }): Promise<void> => {
    const deps = depsOf(request.safeParse(event).data?.source);
    const report = await poll(deps, new TimeBudget(deps.clock, context.getRemainingTimeInMillis()));
    telemetry.report(report, deps.source);
    report.throwIfFailed();
  };
}
