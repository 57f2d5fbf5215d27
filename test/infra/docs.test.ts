import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './synthesize.ts';

/** The rows of the tables of a guide, without their heads. */
function rowsOf(file: string): string[] {
  const lines = readFileSync(join(root, 'docs', file), 'utf8').split('\n');
  return lines.filter((line, index) => line.startsWith('| ') && !lines[index + 1]?.startsWith('| --'));
}

describe.each(['threat-model.md', 'guarantees.md'])('%s', (file) => {
  const rows = rowsOf(file).filter((row) => !/^\| -/.test(row));

  test('names a test for each', () => {
    expect(rows.length).toBeGreaterThan(10);
    expect(rows.filter((row) => !/`test\/[^`]+`/.test(row))).toEqual([]);
  });

  test('names none that is not there', () => {
    const named = rows.flatMap((row) => [...row.matchAll(/`(test\/[^`]+)`/g)].map(([, path = '']) => path));
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });
});
