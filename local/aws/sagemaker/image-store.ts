import type { SQLInputValue } from 'node:sqlite';
import type { Database } from './database.ts';
import { imageFromRow, imageVersionFromRow, type ImageRecord, type ImageVersionRecord } from './image-records.ts';

/** Images and their versions. Like the store it is a part of, it knows no request and no rule of the service. */
export class ImageStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  image(key: string): ImageRecord | undefined {
    const row = this.#database.get('SELECT * FROM image WHERE key = ?', key);
    return row && imageFromRow(row);
  }

  addImage(added: ImageRecord): void {
    this.#database.run(
      `INSERT INTO image (key, name, role, display_name, description, created, modified) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      ...[added.key, added.name, added.role, added.displayName ?? null, added.description ?? null],
      ...[added.created.getTime(), added.modified.getTime()],
    );
  }

  /** Writes what can change of an image. */
  saveImage({ key, role, displayName, description, modified }: ImageRecord): void {
    this.#database.run(
      'UPDATE image SET role = ?, display_name = ?, description = ?, modified = ? WHERE key = ?',
      ...[role, displayName ?? null, description ?? null, modified.getTime(), key],
    );
  }

  /** Its versions go with it. */
  removeImage(key: string): void {
    this.#database.run('DELETE FROM image_version WHERE image_key = ?', key);
    this.#database.run('DELETE FROM image WHERE key = ?', key);
  }

  /** The next version number of an image. It is spent with this call: deleting a version never frees its number. */
  nextVersion(imageKey: string, atLeast = 0): number {
    const row = this.#database.get(
      'UPDATE image SET last_version = max(last_version + 1, ?) WHERE key = ? RETURNING last_version',
      ...[atLeast, imageKey],
    );
    return Number(row?.['last_version']);
  }

  version(imageKey: string, version: number): ImageVersionRecord | undefined {
    return this.#version('version = ?', imageKey, version);
  }

  versions(imageKey: string): readonly ImageVersionRecord[] {
    const rows = this.#database.all('SELECT * FROM image_version WHERE image_key = ? ORDER BY version', imageKey);
    return rows.map(imageVersionFromRow);
  }

  latestVersion(imageKey: string): ImageVersionRecord | undefined {
    return this.#version('true ORDER BY version DESC LIMIT 1', imageKey);
  }

  versionByAlias(imageKey: string, alias: string): ImageVersionRecord | undefined {
    return this.#version(`? IN (SELECT value FROM json_each(detail, '$.Aliases'))`, imageKey, alias);
  }

  versionByClientToken(imageKey: string, token: string): ImageVersionRecord | undefined {
    return this.#version('client_token = ?', imageKey, token);
  }

  versionInStatus(imageKey: string, status: string): ImageVersionRecord | undefined {
    return this.#version('status = ? LIMIT 1', imageKey, status);
  }

  addVersion(added: ImageVersionRecord, clientToken?: string): void {
    this.#database.run(
      `INSERT INTO image_version (image_key, version, created, modified, status, failure_reason, detail, client_token)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[added.imageKey, added.version, added.created.getTime(), added.modified.getTime()],
      ...[added.status, added.failureReason ?? null, JSON.stringify(added.detail), clientToken ?? null],
    );
  }

  /** Writes what can change of a version. */
  saveVersion({ imageKey, version, modified, status, failureReason }: ImageVersionRecord): void {
    this.#database.run(
      'UPDATE image_version SET modified = ?, status = ?, failure_reason = ? WHERE image_key = ? AND version = ?',
      ...[modified.getTime(), status, failureReason ?? null, imageKey, version],
    );
  }

  removeVersion(imageKey: string, version: number): void {
    this.#database.run('DELETE FROM image_version WHERE image_key = ? AND version = ?', imageKey, version);
  }

  erase(): void {
    for (const table of ['image_version', 'image']) this.#database.run(`DELETE FROM ${table}`);
  }

  #version(condition: string, imageKey: string, ...values: SQLInputValue[]): ImageVersionRecord | undefined {
    const row = this.#database.get(
      `SELECT * FROM image_version WHERE image_key = ? AND ${condition}`,
      imageKey,
      ...values,
    );
    return row && imageVersionFromRow(row);
  }
}
