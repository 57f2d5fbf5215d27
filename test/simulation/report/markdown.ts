import type { Planted } from '../bugs/plant.ts';
import type { Design, Fared } from '../rivals/compare.ts';
import { commit as previous } from '../previous/commit.ts';
import type { Findings, Found } from './gather.ts';

/** The findings as a page of the docs. */
export function toMarkdown(findings: Findings, commit: string): string {
  return [
    '# Reliability',
    `What \`npm run simulate -- --report\` found at commit \`${commit}\`; it wrote this page. What is promised is in
[Guarantees](guarantees.md), how it is put to the test [at the end](#how-it-is-done).`,
    ...ofHistories(findings),
    ...ofMatrix(findings),
    ...ofPlanted(findings.planted),
    ...ofDesigns(findings),
    ...explained,
  ].join('\n\n');
}

function ofHistories({ sizes, histories, besides }: Findings): readonly string[] {
  const { violations, polls, calls, faults, accepted, doubled, simulatedDays, longestOutageHours, seconds } = histories;
  const broken = (...promises: readonly string[]) =>
    violations.filter(({ violation: { promise } }) => promises.includes(promise)).length;
  const isRemoval = ({ violation: { promise, what } }: Found) => promise === 'invented' && /removed/u.test(what);
  return [
    '## Histories',
    `${count(sizes.histories)} histories of ${sizes.steps} steps, from seed ${sizes.seed}: ${count(simulatedDays)} simulated days, ${count(polls)} polls,
${count(calls)} calls of which ${count(faults)} failed, in ${seconds} s.`,
    table(
      ['', ''],
      [
        ['lost', count(broken('lost', 'not settled'))],
        ['invented', count(broken('invented', 'two ids'))],
        ['of them false removals', count(violations.filter(isRemoval).length)],
        ['out of order', count(broken('misordered'))],
        ['notifications accepted', count(accepted)],
        ['accepted again with the same id, as is permitted after a fault', count(doubled)],
        ['accepted again without such a reason', count(broken('doubled'))],
        ['requests before a destination’s time', count(broken('before its time'))],
        ['requests after the time of who made them', count(broken('after its time'))],
        ['polls that failed though nothing befell them', count(broken('failed unharmed'))],
        ['secrets shown', count(broken('a secret shown'))],
        ['records that differ from the registry in the end', count(broken('records differ'))],
        ['quiet polls that wrote', count(broken('written for nothing'))],
        ['longest outage of a destination that was survived', `${longestOutageHours} h`],
      ],
    ),
    'why' in besides
      ? `Without the previous release: ${besides.why}.`
      : `In ${count(sizes.beside)} more the previous release (\`${previous.slice(0, 7)}\`) came first, ran beside this one, and was rolled back to:
${count(besides.violations.length)} promises broken. ${count(besides.ofOld)} times the previous release itself told the removal of a group or image again, or with an id that was told before, as it always did.`,
  ];
}

function ofMatrix({ matrix: { cells, crashes, interleavings, seconds } }: Findings): readonly string[] {
  return [
    '## Every fault at every call',
    `Short scenes touch every call that there is to AWS and Slack. Whatever can befall one of them does, at its first, a middle and its last
occurrence; a process dies before and after each call, and the next one again; and two invocations over the same changes go on in every
order that can be told apart. ${seconds} s.`,
    table(
      ['', 'run', 'failed'],
      [
        ['cells: call × fault × occurrence', count(cells.run), count(cells.failed.length)],
        ['crash points', `${count(crashes.exercised)} of ${count(crashes.found)}`, count(crashes.failed.length)],
        [
          'crashes, and another in the recovery',
          `${count(crashes.pairs.exercised)} of ${count(crashes.pairs.possible)}`,
          'included above',
        ],
        [
          'orders of two invocations',
          `${count(interleavings.orders)} (${count(interleavings.steps)} steps)`,
          count(interleavings.failed.length),
        ],
      ],
    ),
    `${count(cells.impossible)} more cells cannot happen:`,
    table(
      ['cells', 'because'],
      Object.entries(cells.reasons)
        .sort(([, a], [, b]) => b - a)
        .map(([reason, number]) => [count(number), reason]),
    ),
    table(
      ['who meets, over what', 'orders', 'steps'],
      interleavings.encounters.map(({ name, orders, steps }) => [name, count(orders), count(steps)]),
    ),
  ];
}

function ofPlanted(planted: readonly Planted[]): readonly string[] {
  const needed = planted.flatMap(({ caught, histories }) => (caught ? [histories] : [])).sort((a, b) => a - b);
  return [
    '## Does it bite?',
    `${planted.length} bugs were planted, one guard taken out at a time: ${needed.length} were caught, after ${needed[needed.length >> 1] ?? 0} histories in the middle and ${needed.at(-1) ?? 0} at most.`,
    table(
      ['guard taken out', 'guarantee', 'histories', 'seen as'],
      planted.map(({ guard, invariants, caught, histories, broken = '' }) => [
        guard,
        invariants.join(', '),
        caught ? count(histories) : `not in ${count(histories)}`,
        broken.replace(/:.*$/su, ''),
      ]),
    ),
  ];
}

const designs: Readonly<Record<Design, string>> = {
  product: 'this',
  'poll and post': 'poll and post',
  'send then record': 'send, then record',
};

function ofDesigns({ designs: fared, sizes }: Findings): readonly string[] {
  const row = (what: string, of: (one: Fared) => number) => [
    what,
    ...Object.keys(designs).map((key) => count(of(fared[key as Design]))),
  ];
  return [
    '## Other designs',
    `The same ${count(sizes.compared)} histories, without reminders, were played with two other designs. *Poll and post* compares a listing with what it
remembers, posts, and then remembers; an event is posted as it comes. *Send, then record* describes before it tells, commits on a
revision, sends to each destination with a fixed id and records that it did.`,
    table(
      ['', ...Object.values(designs)],
      [
        row('notifications accepted', ({ accepted }) => accepted),
        row('states lost', ({ lost }) => lost),
        row('histories that lost one', ({ lossy }) => lossy),
        row('invented', ({ invented }) => invented),
        row('false removals', ({ falseRemovals }) => falseRemovals),
        row('out of order', ({ misordered }) => misordered),
        row('doubled after a fault', ({ doubledInside }) => doubledInside),
        row('doubled without one', ({ doubledOutside }) => doubledOutside),
        row('histories that broke any promise', ({ broken }) => broken),
      ],
    ),
  ];
}

const explained = [
  '## How it is done',
  `The functions are the shipped ones, from their entries down to the commands of the official clients. Clock, chance and every call are
under one seed: \`test/simulation/aws\` stands in for SageMaker, DynamoDB, SNS, EventBridge, Secrets Manager, STS and Slack, and one
contract holds it, dynalite, the embedded AWS and the emulators of the end-to-end run to the same answers (\`npm test\`,
\`npm run contract\`). Lists lag, are empty in the middle and repeat themselves; calls are throttled, refused, cut off, lost after they took
effect; processes die, stand still past their end and are used again; events are doubled, late or missing; secrets are replaced,
configs changed, roles revoked, tables restored. Then nothing fails any more, and within three hours all must be told.`,
  `What should have been told is said anew in \`test/simulation/model\`, from the registry's own history and without a line of the product; but for the records in
the end, which the product's own store reads.
A broken promise is shown by its seed and by a history that was made short: \`npm run simulate -- --seed N --histories 1\`.`,
  `Not part of histories are life-cycle stages, several rules, quiet hours of reminders, sweeps of great registries, groups shared by ARN, and
descriptions but for a burst of them; of messages to people only the ids are read, of those to programs all but who decided. A notification may be told twice if its process died or stood still after the acceptance, if a later write of its failed or got
no answer, if another process went on after its time, or if the table was restored; whatever befell earlier excuses nothing.`,
  '',
];

const count = (number: number): string => number.toLocaleString('en');

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
