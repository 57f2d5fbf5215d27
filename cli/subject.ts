import { shortName } from '../functions/channels/shared/subject.ts';
import type { Change } from '../functions/domain/change.ts';

/** `fraud-detector v7`, `my-model`, `registry`; a test message is about nothing. */
export const subjectText = (change: Change): string => (change.kind === 'test' ? 'test message' : shortName(change));
