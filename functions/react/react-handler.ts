import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { Candidate } from '../domain/observation.ts';
import { TimeBudget } from '../domain/time-budget.ts';
import type { PollDeps } from '../reconcile/poll.ts';
import { react } from '../reconcile/react.ts';
import { toCandidate } from '../registry/events.ts';
import type { Telemetry } from '../runtime/telemetry.ts';

/**
 * A batch of SageMaker's events, as SQS hands them over. The events of what could not be looked at come again; those that are
 * about nothing of ours are done with.
 */
export function createReactHandler(build: () => Omit<PollDeps, 'log'>, telemetry: Telemetry) {
  let deps: PollDeps | undefined;
  return async ({ Records }: SQSEvent, context: { getRemainingTimeInMillis(): number }): Promise<SQSBatchResponse> => {
    // Built once per cold start; a build that fails is tried again by the next invocation.
    deps ??= { ...build(), log: telemetry.log };
    const { source, clock } = deps;
    const about = new Map<Candidate, string>();
    for (const { messageId, body } of Records) {
      const candidate = toCandidate(parsed(body), source);
      if (candidate) about.set(candidate, messageId);
      else telemetry.log.warn('not an event about a model package or an image version', { messageId });
    }
    const report = await react([...about.keys()], deps, new TimeBudget(clock, context.getRemainingTimeInMillis()));
    telemetry.reacted(report);
    return {
      batchItemFailures: [...about]
        .filter(([candidate]) => report.failed.has(candidate))
        .map(([, itemIdentifier]) => ({ itemIdentifier })),
    };
  };
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
