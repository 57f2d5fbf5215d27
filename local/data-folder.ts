import { existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Database, DataInUseError } from './aws/sagemaker/database.ts';
import { LocalRunError } from './errors.ts';

const marker = '.approval-notifier';
const begun = '.approval-notifier-begun';
const registry = 'registry.sqlite';
/** All that a run writes into the folder: whatever else stands there is somebody's, and stays. */
const contents = [begun, registry, `${registry}-wal`, `${registry}-shm`, 'dynamodb', 'messaging'];
const readMe = `This folder belongs to the local run (npm start) of SageMaker Approval Notifier.
It may be deleted whenever that does not run: the next start makes a new one.
`;

/** Where a local run keeps everything between two starts. */
export interface DataFolder {
  /** Nothing was ever kept here: the samples may be put in. */
  readonly isNew: boolean;
  /** To be called when the registry holds what it begins with: from then on the folder is never seeded again. */
  readonly begin: () => void;
}

/**
 * Takes a folder, or makes it. One that holds anything but lacks our marker is refused: it is not ours to write to, let alone
 * erase. A start that was killed before `begin` left nothing that anyone was told of, so it is repeated.
 */
export function openDataFolder(path: string, { empty }: { readonly empty: boolean }): DataFolder {
  const isOurs = existsSync(join(path, marker));
  if (!isOurs) {
    if (existsSync(path)) checkEmpty(path);
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, marker), readMe);
  }
  const isNew = empty || !existsSync(join(path, begun));
  if (isNew) erase(path);
  return {
    isNew,
    begin: () => {
      if (isNew) writeFileSync(join(path, begun), '');
    },
  };
}

function checkEmpty(path: string): void {
  if (!statSync(path).isDirectory()) throw new LocalRunError(`${path} is a file: name a folder with --data`);
  if (readdirSync(path).length === 0) return;
  throw new LocalRunError(
    `${path} is neither empty nor the data folder of a local run: it is left as it is. Name another folder with --data`,
  );
}

/** The mark goes first: a kill half-way leaves a folder that is erased again by the next start. */
function erase(path: string): void {
  if (existsSync(join(path, registry))) checkUnused(join(path, registry));
  for (const name of contents) rmSync(join(path, name), { recursive: true, force: true });
}

/** The lock of a run that is under way tells us off before anything is gone. What else is wrong with the file goes with it. */
function checkUnused(file: string): void {
  try {
    new Database(file).close();
  } catch (error) {
    if (error instanceof DataInUseError) throw error;
  }
}
