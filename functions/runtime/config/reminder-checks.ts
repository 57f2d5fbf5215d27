import type { z } from 'zod';
import type { WrittenRule } from './rule-checks.ts';
import { watchedBy } from './watched.ts';

/** Refuses reminders that could never come, and those of which nothing says when. */
export function checkReminders(rule: WrittenRule, context: z.core.$RefinementCtx): void {
  const { approvalStatus, changes = [], remind } = rule;
  const index = changes.indexOf('reminder');
  const watched = watchedBy(rule);
  const why = whyNever();
  if (remind && why !== undefined) {
    context.addIssue({ code: 'custom', path: ['remind'], input: remind, message: `has no effect: ${why}` });
  } else if (!remind && index >= 0 && watched.includes('groups')) {
    context.addIssue({
      code: 'custom',
      path: ['changes', index],
      input: 'reminder',
      message: '"reminder" needs remind, which says when: remind: { after: 24h }',
    });
  }

  function whyNever(): string | undefined {
    if (watched.length > 0 && !watched.includes('groups')) {
      return `${watched.join(' and ')} have no approval status; only versions of groups wait for approval`;
    }
    return approvalStatus?.includes('PendingManualApproval') === false
      ? 'approvalStatus leaves out PendingManualApproval, which is what a version has as long as it waits'
      : undefined;
  }
}
