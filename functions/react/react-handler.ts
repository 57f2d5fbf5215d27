import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Candidate } from '../domain/observation.ts';
import { TimeBudget } from '../domain/time-budget.ts';
import type { PollDeps } from '../reconcile/poll.ts';
import { react, type ReactReport } from '../reconcile/react.ts';
import { perSource, type Build } from '../runtime/per-source.ts';
import type { Telemetry } from '../runtime/telemetry.ts';
import { assign } from './assign.ts';

/**
 * A batch of SageMaker's events, as SQS hands them over; those of each source are one look. The events of what could not be looked
 * at come again; those that are about nothing of ours are done with.
 */
export function createReactHandler(build: Build, telemetry: Telemetry) {
  const depsOf = perSource(build, telemetry.log);
  return async ({ Records }: SQSEvent, context: { getRemainingTimeInMillis(): number }): Promise<SQSBatchResponse> => {
    const messages = new Map<Candidate, string>();
    const batches = new Map<PollDeps, Candidate[]>();
    for (const { messageId, body } of Records) {
      const assigned = assign(body, depsOf);
      if ('why' in assigned) {
        telemetry.log.warn(assigned.why, { messageId });
        continue;
      }
      const { deps, candidate } = assigned;
      messages.set(candidate, messageId);
      batches.set(deps, [...(batches.get(deps) ?? []), candidate]);
    }
    const reports = await Promise.all(
      [...batches].map(([deps, candidates]) => lookAt(candidates, deps, context.getRemainingTimeInMillis())),
    );
    const failed = new Set(reports.flatMap((report) => [...report.failed]));
    telemetry.reacted({ changes: sum(reports, 'changes'), delivered: sum(reports, 'delivered'), failed });
    return {
      batchItemFailures: [...messages]
        .filter(([candidate]) => failed.has(candidate))
        .map(([, itemIdentifier]) => ({ itemIdentifier })),
    };
  };
}

/** What fails for one source fails for none of the others: only its own events come again. */
async function lookAt(candidates: readonly Candidate[], deps: PollDeps, remaining: number): Promise<ReactReport> {
  try {
    return await react(candidates, deps, new TimeBudget(deps.clock, remaining));
  } catch (error) {
    deps.log.warn('failed', { error: error instanceof Error ? error : new Error(String(error)) });
    return { changes: 0, delivered: 0, failed: new Set(candidates) };
  }
}

const sum = (reports: readonly ReactReport[], figure: 'changes' | 'delivered'): number =>
  reports.reduce((total, report) => total + report[figure], 0);
