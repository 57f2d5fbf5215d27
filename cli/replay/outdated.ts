import { pendingSince } from '../../functions/domain/pending.ts';
import { isImageRecord } from '../../functions/domain/record.ts';
import type { Store } from '../../functions/domain/state.ts';
import { CliError } from '../errors.ts';
import { subjectText } from '../subject.ts';
import type { Found } from './find.ts';

/** What is no longer so by what is remembered, to be said. Throws a CliError for a reminder that would be cancelled. */
export async function outdated({ id, change, home }: Found, store: Store): Promise<readonly string[]> {
  if (change.kind !== 'reminder' && change.kind !== 'registered' && change.kind !== 'approval') return [];
  const chunk = await store.read(home.collection, home.chunk);
  const member = change.version ?? change.name;
  const record = member === undefined ? undefined : chunk.records.get(member);
  const subject = subjectText(change);
  if (change.kind === 'reminder') {
    const waits = member === undefined ? undefined : pendingSince(chunk, member);
    // As the poll decides it: put back, a version waits anew.
    if (waits !== undefined && waits - Date.parse(change.since) < 1000) return [];
    throw new CliError(`${subject} waits for approval no longer: the reminder ${id} would be cancelled`);
  }
  if (!record || isImageRecord(record)) return [];
  const now = record.approval ?? record.status;
  return change.to === now ? [] : [`${subject} is ${now} by now.`];
}
