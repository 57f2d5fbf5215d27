import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** The number in the file. A newer one was written by a newer program, and is not ours to guess at. */
const formatVersion = 1;

export class NewerFormatError extends Error {
  override readonly name = 'NewerFormatError';

  constructor(path: string, found: number) {
    super(`${path} has format ${found}, this program knows up to ${formatVersion}: update it, or use another folder`);
  }
}

export class DataInUseError extends Error {
  override readonly name = 'DataInUseError';

  constructor(path: string, cause: unknown) {
    super(`${path} is in use by another process`, { cause });
  }
}

const schema = `
  CREATE TABLE model_package_group (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, created INTEGER NOT NULL, created_by TEXT NOT NULL,
    managed TEXT, last_version INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX group_created ON model_package_group (created, key);
  CREATE TABLE model_package (
    id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE,
    group_key TEXT REFERENCES model_package_group (key), versioned INTEGER NOT NULL,
    name TEXT NOT NULL, name_key TEXT NOT NULL, version INTEGER NOT NULL,
    created INTEGER NOT NULL, created_by TEXT NOT NULL, modified INTEGER, modified_by TEXT,
    status TEXT NOT NULL, failure_reason TEXT, approval TEXT, description TEXT, life_cycle TEXT,
    registration TEXT, detail TEXT NOT NULL, client_token TEXT UNIQUE
  );
  CREATE INDEX package_group_created ON model_package (group_key, created);
  CREATE INDEX package_group_approval ON model_package (group_key, approval, created);
  CREATE INDEX package_group_version ON model_package (group_key, name_key, version);
  CREATE INDEX package_versioned ON model_package (versioned, created);
  CREATE INDEX package_versioned_approval ON model_package (versioned, approval, created);
  CREATE INDEX package_versioned_name ON model_package (versioned, name_key, version);
  CREATE INDEX package_created ON model_package (created);
  CREATE INDEX package_name ON model_package (name_key, version);
  CREATE TABLE tag (arn TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (arn, key));
`;

/**
 * SQLite as the registry's memory: a commit is in the operating system's hands before the call returns, so a killed process
 * loses nothing it has answered, and a torn write is rolled back at the next start.
 */
export class Database {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, ReturnType<DatabaseSync['prepare']>>();

  /** Without a path it lives in memory. */
  constructor(path = ':memory:') {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    this.#db = new DatabaseSync(path);
    try {
      this.#open(path);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  #open(path: string): void {
    try {
      // The lock is held for as long as we live: a second process on the same folder is refused instead of half working.
      this.#db.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
      this.#db.exec('BEGIN IMMEDIATE; COMMIT');
    } catch (error) {
      if (String(error).includes('locked')) throw new DataInUseError(path, error);
      throw error;
    }
    const found = Number(this.get('PRAGMA user_version')?.['user_version'] ?? 0);
    if (found > formatVersion) throw new NewerFormatError(path, found);
    if (found === 0) {
      this.transaction(() => {
        this.#db.exec(`${schema}; PRAGMA user_version = ${formatVersion}`);
      });
    }
  }

  get(sql: string, ...values: SQLInputValue[]): Row | undefined {
    return this.#prepare(sql).get(...values);
  }

  all(sql: string, ...values: SQLInputValue[]): readonly Row[] {
    return this.#prepare(sql).all(...values);
  }

  /** How many rows it changed. */
  run(sql: string, ...values: SQLInputValue[]): number {
    return Number(this.#prepare(sql).run(...values).changes);
  }

  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #prepare(sql: string): ReturnType<DatabaseSync['prepare']> {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
