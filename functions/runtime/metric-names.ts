/** What each poll reports as CloudWatch metrics, and the alarms watch. Dimension: `service` (the stack's name). */
export const metricNamespace = 'SageMakerApprovalNotifier';

export const metricNames = {
  /** Changes committed to the outbox. */
  changes: 'Changes',
  /** Those of them that a poll found: no event had told of them before. */
  caughtByPoll: 'CaughtByPoll',
  /** Notifications that a destination accepted. */
  delivered: 'Delivered',
  /** Notifications given up for now, at the end of the poll. */
  parked: 'Parked',
  /** Age of the oldest notification not yet accepted nor parked, in seconds; 0 when there is none. */
  oldestUndelivered: 'OldestUndelivered',
  /** Destinations that are closed after a failure. */
  closedDestinations: 'ClosedDestinations',
  /** Groups, images or the registry itself that cannot be read. */
  unreadable: 'Unreadable',
} as const;
