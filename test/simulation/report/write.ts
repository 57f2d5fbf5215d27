import { execFileSync } from 'node:child_process';
import { appendFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { failuresIn, gather, type Sizes } from './gather.ts';
import { toMarkdown } from './markdown.ts';

/** Tries all that there is to try, and writes it to that file. Gives what must not be, one to a line. */
export async function writeDown(file: string, sizes: Sizes, say: (text: string) => void): Promise<readonly string[]> {
  const commit = commitHere();
  // That it cannot be written is known now, not in half an hour.
  await appendFile(file, '');
  const findings = await gather(sizes, say);
  const options = { ...(await resolveConfig(file)), parser: 'markdown' };
  await writeFile(file, await format(toMarkdown(findings, commit), options));
  say(`${file} is written`);
  return failuresIn(findings);
}

/** With a mark if something is not committed yet. */
function commitHere(): string {
  const git = (...args: readonly string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
  const isClean = git('status', '--porcelain', 'functions', 'test') === '';
  return git('rev-parse', '--short=10', 'HEAD') + (isClean ? '' : ' (changed)');
}
