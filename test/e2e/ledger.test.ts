import { Ledger, type Sent } from './ledger.ts';

const approved: Sent = { kind: 'approval', group: 'churn', version: 3, to: 'Approved' };

/** A ledger of two destinations, of which `json` is told what the change is. */
function ledgerWith(sent: readonly Sent[], arrivals: readonly [id: string, change?: Sent][]) {
  const ledger = new Ledger(['json', 'chat']);
  for (const change of sent) ledger.send(change);
  for (const [id, change] of arrivals) ledger.arrive({ id, ...(change && { change }) });
  return ledger.verdict();
}

test('what arrived everywhere is neither lost nor invented, also if it came twice', () => {
  expect(ledgerWith([approved], [['a.json', approved], ['a.chat'], ['a.chat']])).toEqual({
    sent: 1,
    arrived: 2,
    twice: 1,
    lost: [],
    invented: [],
  });
});

test('what came to one destination only is lost to the other', () => {
  expect(ledgerWith([approved], [['a.json', approved]]).lost).toEqual(['approval churn v3 Approved, to chat (a)']);
});

test('what came nowhere is lost to all', () => {
  expect(ledgerWith([approved], []).lost).toHaveLength(2);
});

test.each<{ what: string; arrivals: readonly [string, Sent?][]; invented: readonly string[] }>([
  {
    what: 'a change that was not sent',
    arrivals: [['b.json', { ...approved, to: 'Rejected' }]],
    invented: ['b.json: approval churn v3 Rejected'],
  },
  {
    what: 'a change told again under another id',
    arrivals: [['b.json', approved], ['b.chat']],
    invented: ['b.json: approval churn v3 Approved', 'b.chat: approval churn v3 Approved'],
  },
  {
    what: 'a notification of no change that programs know',
    arrivals: [['b.chat']],
    invented: ['b.chat: of a change that programs were not told of'],
  },
])('$what is invented', ({ arrivals, invented }) => {
  expect(ledgerWith([approved], [['a.json', approved], ['a.chat'], ...arrivals]).invented).toEqual(invented);
});

test('two changes that look alike are told as two', () => {
  const verdict = ledgerWith([approved, approved], [['a.json', approved], ['a.chat']]);
  expect(verdict.lost).toEqual(['approval churn v3 Approved, to json', 'approval churn v3 Approved, to chat']);
});
