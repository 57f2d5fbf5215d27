import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './synthesize.ts';

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly overrides: Readonly<Record<string, string>>;
}

interface Lock {
  readonly packages: Readonly<Record<string, { integrity?: string; inBundle?: boolean; link?: boolean }>>;
}

const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'));

test('every dependency is named by its exact version', () => {
  const { dependencies, devDependencies, optionalDependencies, overrides } = read('package.json') as Manifest;
  const versions = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides });
  expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('every package that is installed is held against a checksum', () => {
  const { packages } = read('package-lock.json') as Lock;
  // What is inside of another package is held against the checksum of that one.
  const fetched = Object.entries(packages).filter(([path, { inBundle, link }]) => path !== '' && !inBundle && !link);
  expect(fetched.length).toBeGreaterThan(100);
  expect(fetched.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([]);
});
