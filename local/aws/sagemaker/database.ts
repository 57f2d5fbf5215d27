import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type SQLOutputValue } from 'node:sqlite';
import { formats, formatVersion } from './formats.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

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
    if (found < formatVersion) {
      this.transaction(() => {
        this.#db.exec(`${formats.slice(found).join('')} PRAGMA user_version = ${formatVersion}`);
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
