import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

export const project = join(import.meta.dirname, '../../..');

/** What histories are played with. */
const parts = ['functions', 'local', 'test/simulation', 'test/support', 'package.json', 'tsconfig.json'];

/** Gives a folder with the product and the simulator, and with the patch applied; the project's own files stay as they are. */
export async function inScratch<Result>(patch: string, use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'planted-'));
  try {
    for (const part of parts) await cp(join(project, part), join(folder, part), { recursive: true });
    await symlink(join(project, 'node_modules'), join(folder, 'node_modules'));
    await apply(patch, folder);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Rejects, with what git says, if the patch does not apply. */
export async function apply(patch: string, folder: string, ...options: readonly string[]): Promise<void> {
  // A folder that lies in somebody's repository is not taken for a part of it: git would skip the patch and call that well.
  const env = { ...process.env, GIT_CEILING_DIRECTORIES: dirname(folder) };
  await promisify(execFile)('git', ['apply', ...options, patch], { cwd: folder, env });
}
