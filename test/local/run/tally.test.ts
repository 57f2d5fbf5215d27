import type { Notification } from '../../../functions/domain/change.ts';
import type { Deed } from '../../../local/actions.ts';
import { repeated, Tally } from '../../../local/tally.ts';
import { rule } from '../../support/world.ts';

const source = { account: '000000000000', region: 'us-east-1' };
const deed: Deed = { kind: 'approval', group: 'churn', version: 3, approvalStatus: 'Approved', createdAt: 0 };

const heard = (destination: string): Notification => ({
  id: `x.${destination}`,
  destination,
  change: {
    kind: 'approval',
    arn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/churn/3',
    group: 'churn',
    version: 3,
    at: '2026-01-05T09:00:00.000Z',
    status: 'Completed',
    to: 'Approved',
  },
});

test('what the rules ask for and nobody heard is missing', () => {
  const tally = new Tally([rule({ notify: ['people', 'machines'] })], source);
  expect(tally.missing([deed], [heard('people')])).toEqual(['approval churn v3 to machines']);
  expect(tally.missing([deed], [heard('people'), heard('machines')])).toEqual([]);
});

test('what no rule asks for is not missing', () => {
  const rules = [
    rule({ groups: ['fraud'] }),
    rule({ changes: ['registered'] }),
    rule({ approvalStatus: ['Rejected'] }),
  ];
  expect(new Tally(rules, source).missing([deed], [])).toEqual([]);
});

test('an id heard twice is found', () => {
  expect(repeated([heard('people'), heard('machines'), heard('people')])).toEqual(['x.people']);
});
