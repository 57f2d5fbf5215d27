import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { sourceKey, type Source } from '../domain/collection.ts';
import type { Log } from '../domain/log.ts';
import type { PollReport } from '../reconcile/poll.ts';
import type { ReactReport } from '../reconcile/react.ts';
import { metricNames, metricNamespace } from './metric-names.ts';

/** Where an entry's logs and figures go. */
export interface Telemetry {
  readonly log: Log;
  report(report: PollReport, source: Source): void;
  reacted(report: ReactReport): void;
}

/** Powertools: JSON logs, and metrics in the embedded format, so that no call is made for them. */
export function createTelemetry(): Telemetry & { readonly logger: Logger } {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: metricNamespace });
  return {
    logger,
    log: {
      info: (message, fields = {}) => {
        logger.info(message, fields);
      },
      warn: (message, fields = {}) => {
        logger.warn(message, fields);
      },
    },
    report(report, source) {
      const { changes, delivered, parked, oldestUndelivered, closedDestinations, unreadable } = report;
      const figures = { changes, delivered, parked, oldestUndelivered, closedDestinations, unreadable };
      metrics.addMetric(metricNames.changes, MetricUnit.Count, changes);
      metrics.addMetric(metricNames.caughtByPoll, MetricUnit.Count, changes);
      metrics.addMetric(metricNames.delivered, MetricUnit.Count, delivered);
      metrics.addMetric(metricNames.parked, MetricUnit.Count, parked);
      metrics.addMetric(metricNames.oldestUndelivered, MetricUnit.Seconds, oldestUndelivered);
      metrics.addMetric(metricNames.closedDestinations, MetricUnit.Count, closedDestinations);
      metrics.addMetric(metricNames.unreadable, MetricUnit.Count, unreadable);
      metrics.publishStoredMetrics();
      logger.info('polled', { source: sourceKey(source), ...figures });
    },
    reacted({ changes, delivered, failed }) {
      metrics.addMetric(metricNames.changes, MetricUnit.Count, changes);
      metrics.addMetric(metricNames.delivered, MetricUnit.Count, delivered);
      metrics.publishStoredMetrics();
      logger.info('reacted', { changes, delivered, failed: failed.size });
    },
  };
}
