/**
 * `npm run simulate`: plays histories of a registry with the production handlers, in which processes and services fail, and holds
 * what was told against what should have been. The same arguments give the same bytes on stdout; progress goes to stderr.
 */
import { Command, Option } from 'commander';
import { play } from './farm.ts';
import { sumOf } from './history/sum.ts';
import type { Mode } from './history/plan.ts';
import { shrink } from './history/shrink.ts';
import { isOfOld } from './previous/beside.ts';
import { planOf } from './plan.ts';
import { asText } from './text.ts';
import { whole } from './whole.ts';

interface Options {
  readonly seed: number;
  readonly histories: number;
  readonly steps: number;
  readonly mode: Mode;
  readonly previous?: boolean;
  readonly json?: boolean;
  readonly report?: boolean | string;
}

const {
  seed,
  histories,
  steps,
  mode,
  previous,
  json,
  report: page,
} = new Command('simulate')
  .description(
    'Plays histories of a model registry, with faults, against the notifier, and looks for a promise that is broken.',
  )
  .option('--seed <n>', 'of the first history; each has the next', whole(0), 1)
  .option('--histories <n>', 'how many', whole(1), 2000)
  .option('--steps <n>', 'how much happens in each', whole(1, 1000), 40)
  .addOption(
    new Option('--mode <mode>', 'safety: faults to the end; liveness: then none, and all must be told')
      .choices(['safety', 'liveness'])
      .default('liveness'),
  )
  .option('--previous', 'begin with the previous release, run it beside this one, and roll back to it')
  .option('--json', 'give the figures as JSON')
  .addOption(
    new Option(
      '--report [file]',
      'try all that there is to try, and write it down (default: docs/reliability.md)',
    ).conflicts(['mode', 'json', 'previous']),
  )
  .parse()
  .opts<Options>();

const say = (text: string): void => {
  process.stderr.write(`${text}\n`);
};

if (page === undefined) await playAll();
else {
  const { writeDown } = await import('./report/write.ts');
  const sizes = { seed, steps, histories, beside: 300, compared: 200, oneIn: 30, perBug: 400 };
  const failed = await writeDown(typeof page === 'string' ? page : 'docs/reliability.md', sizes, say);
  for (const line of failed) console.log(line);
  process.exitCode = failed.length > 0 ? 1 : 0;
}

async function playAll(): Promise<void> {
  const began = performance.now();
  const taskOf = (index: number) => ({ seed: seed + index, steps, mode, hasPrevious: previous === true });
  const tasks = Array.from({ length: histories }, (_, index) => taskOf(index));
  const outcomes = await play(tasks, (done) => {
    if (done % 100 === 0) say(`${done} of ${histories}`);
  });
  say(`${((performance.now() - began) / 1000).toFixed(1)} s`);
  const all = outcomes.flatMap(({ violation }, index) => (violation ? [{ seed: seed + index, violation }] : []));
  const violations = all.filter(({ violation }) => previous !== true || !isOfOld(violation));
  if (all.length > violations.length)
    say(`${all.length - violations.length} times the previous release did what it is known for`);
  const [first] = violations;
  // A seed says all of a history to a machine; to a person, what is left when it is made short.
  const shrunk = first && (await shrink(await planOf(taskOf(first.seed - seed)), first.violation));
  const report = {
    arguments: { seed, histories, steps, mode, ...(previous && { previous }) },
    ...sumOf(outcomes),
    violations,
    ...(first && shrunk && { shrunk: { seed: first.seed, violation: shrunk.violation, history: shrunk.told } }),
  };
  console.log(json === true ? JSON.stringify(report, undefined, 2) : asText(report));
  process.exitCode = first ? 1 : 0;
}
