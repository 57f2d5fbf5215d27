import { Database } from './database.ts';
import { json } from './columns.ts';
import { ImageStore } from './image-store.ts';
import { groupFromRow, packageFromRow, type Actor, type GroupRecord, type PackageRecord } from './records.ts';
import { packageKey } from './arns.ts';

export interface NewPackage {
  /** The group's name as the group spells it, or the name of an unversioned package. */
  readonly name: string;
  /** 0 for an unversioned package. */
  readonly version: number;
  readonly created: Date;
  readonly createdBy: Actor;
  readonly status: string;
  readonly failureReason?: string | undefined;
  readonly approval?: string | undefined;
  readonly description?: string | undefined;
  readonly lifeCycle?: unknown;
  readonly registration?: string | undefined;
  readonly detail?: Readonly<Record<string, unknown>>;
  readonly clientToken?: string | undefined;
}

/** Groups, packages and tags, by their keys. It knows no request and no rule of the service. */
export class RegistryStore {
  readonly database: Database;
  readonly images: ImageStore;

  constructor(path?: string) {
    this.database = new Database(path);
    this.images = new ImageStore(this.database);
  }

  group(key: string): GroupRecord | undefined {
    const row = this.database.get('SELECT * FROM model_package_group WHERE key = ?', key);
    return row && groupFromRow(row);
  }

  addGroup({ key, name, description, created, createdBy, managed }: GroupRecord): void {
    this.database.run(
      'INSERT INTO model_package_group (key, name, description, created, created_by, managed) VALUES (?, ?, ?, ?, ?, ?)',
      ...[key, name, description ?? null, created.getTime(), JSON.stringify(createdBy), json(managed)],
    );
  }

  removeGroup(key: string): void {
    this.database.run('DELETE FROM model_package_group WHERE key = ?', key);
  }

  hasPackages(groupKey: string): boolean {
    return this.database.get('SELECT 1 FROM model_package WHERE group_key = ? LIMIT 1', groupKey) !== undefined;
  }

  /** The next version number of a group. It is spent with this call: deleting a version never frees its number. */
  nextVersion(groupKey: string, atLeast = 0): number {
    const row = this.database.get(
      'UPDATE model_package_group SET last_version = max(last_version + 1, ?) WHERE key = ? RETURNING last_version',
      ...[atLeast, groupKey],
    );
    return Number(row?.['last_version']);
  }

  package(key: string): PackageRecord | undefined {
    const row = this.database.get('SELECT * FROM model_package WHERE key = ?', key);
    return row && packageFromRow(row);
  }

  packageByClientToken(token: string): PackageRecord | undefined {
    const row = this.database.get('SELECT * FROM model_package WHERE client_token = ?', token);
    return row && packageFromRow(row);
  }

  addPackage(added: NewPackage): void {
    const nameKey = added.name.toLowerCase();
    this.database.run(
      `INSERT INTO model_package (key, group_key, versioned, name, name_key, version, created, created_by, status,
         failure_reason, approval, description, life_cycle, registration, detail, client_token)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      ...[packageKey(added.name, added.version), added.version > 0 ? nameKey : null, added.version > 0 ? 1 : 0],
      ...[added.name, nameKey, added.version, added.created.getTime(), JSON.stringify(added.createdBy)],
      ...[added.status, added.failureReason ?? null, added.approval ?? null, added.description ?? null],
      ...[json(added.lifeCycle), added.registration ?? null, JSON.stringify(added.detail ?? {})],
      ...[added.clientToken ?? null],
    );
  }

  /** Writes what can change of a package. */
  savePackage(changed: PackageRecord): void {
    this.database.run(
      `UPDATE model_package SET modified = ?, modified_by = ?, status = ?, failure_reason = ?, approval = ?,
         description = ?, life_cycle = ?, registration = ?, detail = ? WHERE key = ?`,
      ...[changed.modified?.getTime() ?? null, json(changed.modifiedBy), changed.status, changed.failureReason ?? null],
      ...[changed.approval ?? null, changed.description ?? null, json(changed.lifeCycle), changed.registration ?? null],
      ...[JSON.stringify(changed.detail), changed.key],
    );
  }

  removePackage(key: string): void {
    this.database.run('DELETE FROM model_package WHERE key = ?', key);
  }

  tags(arn: string): Map<string, string> {
    const rows = this.database.all('SELECT key, value FROM tag WHERE arn = ? ORDER BY key', arn.toLowerCase());
    return new Map(rows.map((row) => [String(row['key']), String(row['value'])]));
  }

  setTag(arn: string, key: string, value: string): void {
    this.database.run('INSERT OR REPLACE INTO tag VALUES (?, ?, ?)', arn.toLowerCase(), key, value);
  }

  removeTag(arn: string, key: string): void {
    this.database.run('DELETE FROM tag WHERE arn = ? AND key = ?', arn.toLowerCase(), key);
  }

  removeTags(arn: string): void {
    this.database.run('DELETE FROM tag WHERE arn = ?', arn.toLowerCase());
  }

  erase(): void {
    this.database.transaction(() => {
      this.images.erase();
      for (const table of ['tag', 'model_package', 'model_package_group']) this.database.run(`DELETE FROM ${table}`);
    });
  }

  close(): void {
    this.database.close();
  }
}
