import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { region } from './account.ts';
import { complete } from './processes.ts';

/** In ms. */
const patience = 60_000;

/** CDK names a function's role among what it depends on, which the template says anyway: no harm, and not ours to change. */
const ignored = ['W3005'];

/** cfn-lint over the templates of one synthesis. Throws what it has to say. */
export async function lint(programs: string, output: string, log: string, signal: AbortSignal): Promise<void> {
  const templates = readdirSync(output).filter((name) => name.endsWith('.template.json'));
  if (templates.length === 0) throw new Error(`no template in ${output}`);
  const args = [
    '--regions',
    region,
    '--ignore-checks',
    ...ignored,
    '--template',
    ...templates.map((name) => join(output, name)),
  ];
  await complete('cfn-lint', { file: join(programs, 'cfn-lint'), args, env: process.env, log }, patience, signal);
}
