import type { Colors } from '../local/output.ts';

/** A status in the colour of what it means: good, bad, waiting. */
export function byStatus(status: string, { green, red, cyan }: Colors): string {
  if (status === 'Approved') return green(status);
  if (/^Rejected$|failed$/i.test(status)) return red(status);
  return status === 'PendingManualApproval' ? cyan(status) : status;
}
