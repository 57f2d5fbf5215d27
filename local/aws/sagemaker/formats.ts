const modelPackages = `
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

// The order of a listing is unique by a version's number: each of its indexes ends with that.
const images = `
  CREATE TABLE image (
    key TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, display_name TEXT, description TEXT,
    created INTEGER NOT NULL, modified INTEGER NOT NULL, last_version INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX image_created ON image (created, key);
  CREATE INDEX image_modified ON image (modified, key);
  CREATE TABLE image_version (
    image_key TEXT NOT NULL REFERENCES image (key), version INTEGER NOT NULL,
    created INTEGER NOT NULL, modified INTEGER NOT NULL, status TEXT NOT NULL, failure_reason TEXT,
    detail TEXT NOT NULL, client_token TEXT,
    PRIMARY KEY (image_key, version), UNIQUE (image_key, client_token)
  );
  CREATE INDEX image_version_created ON image_version (image_key, created, version);
  CREATE INDEX image_version_modified ON image_version (image_key, modified, version);
`;

/**
 * What makes the file of each format from that of the one before, the first from an empty one. What was released is never
 * edited: files that it made are on people's machines. A change is another entry.
 */
export const formats: readonly string[] = [modelPackages, images];

/** The number in the file. A newer one was written by a newer program, and is not ours to guess at. */
export const formatVersion = formats.length;
