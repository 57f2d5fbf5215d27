import type { Notification } from '../../../functions/domain/change.ts';
import { imageOf, ownGroup } from '../../../functions/domain/collection.ts';
import type { Deed } from '../../../local/deed.ts';
import { repeated, Tally } from '../../../local/tally.ts';
import { config, rule } from '../../support/world.ts';

const source = { account: '000000000000', region: 'us-east-1' };
const deed: Deed = {
  kind: 'approval',
  subject: 'churn v3',
  collection: ownGroup('churn'),
  member: { member: 3, createdAt: 0 },
  approvalStatus: 'Approved',
};

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
  const tally = new Tally(config({ watch: [rule({ notify: ['people', 'machines'] })] }), source);
  expect(tally.missing([deed], [heard('people')])).toEqual(['approval churn v3 to machines']);
  expect(tally.missing([deed], [heard('people'), heard('machines')])).toEqual([]);
});

test('what no rule asks for is not missing', () => {
  const rules = [
    rule({ groups: ['fraud'] }),
    rule({ changes: ['registered'] }),
    rule({ approvalStatus: ['Rejected'] }),
  ];
  expect(new Tally(config({ watch: rules }), source).missing([deed], [])).toEqual([]);
});

test('of a destination that is out of order, nothing is missing', () => {
  const tally = new Tally(config({ watch: [rule({ notify: ['people', 'chat'] })] }), source);
  expect(tally.missing([deed], [], ['chat'])).toEqual(['approval churn v3 to people']);
});

test('what befell a whole group is missed by its rules, and what cannot be read by operators', () => {
  const tally = new Tally(config({ watch: [rule({ images: ['training'] })], operators: ['ops'] }), source);
  const failed = (name: string): Deed => ({ kind: 'watch-failed', subject: name, collection: imageOf(name) });
  const removed: Deed = { kind: 'group-removed', subject: 'churn', collection: ownGroup('churn') };
  expect(tally.missing([removed, failed('training'), failed('other')], [])).toEqual([
    'group-removed churn to people',
    'watch-failed training to ops',
  ]);
});

test('an id heard twice is found', () => {
  expect(repeated([heard('people'), heard('machines'), heard('people')])).toEqual(['x.people']);
});
