import { isListing } from './site.ts';
import { pastDeadline, type Kind } from './kinds.ts';
import type { Attempt } from './stage.ts';

interface Rule {
  readonly reason: string;
  readonly holds: (attempt: Attempt, kind: Kind) => boolean;
}

/** What cannot happen, and why. */
const rules: readonly Rule[] = [
  {
    reason: 'only a listing has pages',
    holds: (attempt, { whim }) => whim !== undefined && !isListing(attempt),
  },
  {
    reason: 'the first page is asked for without a token: none can come again',
    holds: ({ goesOn }, { whim }) => whim === 'repeated token' && !goesOn,
  },
  {
    reason: 'how far a listing lags is decided by its first page: the others go on from it',
    holds: ({ goesOn }, { whim }) => whim === 'stale' && goesOn,
  },
  {
    reason: 'the client of Slack tries once: that attempt is the whole call',
    holds: ({ service }, { throughout }) => service === 'slack' && throughout === true,
  },
  {
    reason: 'DynamoDB does not miss a table that stands',
    holds: ({ service }, { fault }) => service === 'dynamodb' && fault === 'not found',
  },
  {
    reason: 'a describe sees what is there (DESIGN 5): what is gone is asked for in the scenes as they are',
    holds: ({ operation }, { fault }) => operation.startsWith('Describe') && fault === 'not found',
  },
  {
    reason: 'a listing that names nothing finds nothing missing',
    holds: (attempt, { fault }) =>
      isListing(attempt) && !/of a group$|ListImageVersions$/u.test(attempt.site) && fault === 'not found',
  },
  {
    reason: 'STS says of a role that is not there what it says of one that refuses',
    holds: ({ service }, { fault }) => service === 'sts' && fault === 'not found',
  },
  {
    reason: 'a command line has no deadline',
    holds: ({ invocation }, { name }) => name === pastDeadline && invocation === undefined,
  },
  {
    reason: 'what is asked at once is asked before any time is up',
    holds: ({ after }, { name }) => name === pastDeadline && after <= 3,
  },
];

/** Why that cannot befall it; nothing if it can. */
export const whyImpossible = (attempt: Attempt, kind: Kind): string | undefined =>
  rules.find(({ holds }) => holds(attempt, kind))?.reason;
