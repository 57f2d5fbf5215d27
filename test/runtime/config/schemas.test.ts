import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { groupKinds, imageKinds } from '../../../functions/domain/change.ts';
import { approvalStatuses } from '../../../functions/domain/model-package.ts';
import { configSchema } from '../../../functions/runtime/config/schema.ts';
import { matchesPublishedSchema } from './published-schema.ts';

function runScript(cwd: string, ...options: string[]) {
  const [tsx, script] = [resolve('node_modules/tsx/dist/cli.mjs'), resolve('scripts/schemas.ts')];
  const { status, stderr } = spawnSync(process.execPath, [tsx, script, ...options], { cwd, encoding: 'utf8' });
  return { status, stderr };
}

describe('the published schemas', () => {
  const folder = mkdtempSync(join(tmpdir(), 'schemas-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it('are current', () => {
    expect(runScript('.', '--check')).toEqual({ status: 0, stderr: '' });
  });

  it('are told when they are not, and written on demand', () => {
    expect(runScript(folder).status).toBe(0);
    writeFileSync(join(folder, 'notifier.schema.json'), '{}\n');
    expect(runScript(folder, '--check')).toEqual({
      status: 1,
      stderr: 'Not current: notifier.schema.json. Run `npm run schemas` and commit the result.\n',
    });
    expect(runScript(folder).status).toBe(0);
    for (const file of readdirSync(folder)) {
      expect(readFileSync(join(folder, file), 'utf8')).toBe(readFileSync(file, 'utf8'));
    }
  });

  it('describe every option of the config', () => {
    const undescribed: string[] = [];
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if ('properties' in schema) {
        for (const [name, property] of Object.entries(schema.properties as Record<string, object>)) {
          if (!('description' in property)) undescribed.push(`${path}.${name}`);
        }
      }
      for (const [key, value] of Object.entries(schema)) visit(value, `${path}.${key}`);
    };
    visit(JSON.parse(readFileSync('notifier.schema.json', 'utf8')), '');
    expect(undescribed).toEqual([]);
  });
});

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
const group = fc.oneof(
  word,
  word.map((name) => `${name}-*`),
  word.map((name) => `?${name}-x`),
  word.map((name) => `arn:aws:sagemaker:eu-west-1:111122223333:model-package-group/${name}`),
);
const image = fc.oneof(
  word,
  word.map((name) => `${name}.1-*`),
  word.map((name) => `?-${name}.x`),
);
const modelPackage = fc.oneof(
  word,
  word.map((name) => `${name}--?`),
);
const time = fc.date({ min: new Date('2000-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });
const distinct = <T extends string>(entry: fc.Arbitrary<T>) =>
  fc.uniqueArray(entry, { minLength: 1, maxLength: 4, selector: (value) => value.toLowerCase() });

const format = fc.constantFrom('text', 'json', 'chatbot');
const sns = fc.oneof(
  fc.record({ format, email: distinct(word.map((name) => `${name}@example.com`)) }),
  fc.record({ format, topic: word.map((name) => `arn:aws:sns:eu-west-1:111122223333:${name}`) }),
);
const bus = fc.oneof(
  word,
  word.map((name) => `arn:aws:events:eu-west-1:111122223333:event-bus/${name}`),
);

const destinations = fc.dictionary(
  word,
  fc.oneof(
    fc.record({ sns }, { noNullPrototype: true }),
    fc.record({ eventbridge: fc.record({ bus }, { noNullPrototype: true }) }, { noNullPrototype: true }),
  ),
  { minKeys: 1, maxKeys: 4, noNullPrototype: true },
);

/** Rules of groups have options of their own; images and unversioned packages go with everything. */
const rule = (names: readonly string[]) => {
  const shared = {
    images: distinct(image),
    packages: distinct(modelPackage),
    except: distinct(word.map((name) => `not-${name}.*`)),
    createdAfter: time.map((date) => date.toISOString()),
    notify: distinct(fc.constantFrom(...names)),
  };
  const ofGroups = {
    groups: distinct(group),
    changes: distinct(fc.constantFrom(...groupKinds.filter((kind) => kind !== 'reminder'))).map((kinds) => [
      ...new Set([...kinds, 'approval']),
    ]),
  };
  const remind = fc.record(
    {
      after: fc.constantFrom('1m', '24h', '7d', '52w', '365d'),
      every: fc.constantFrom('30m', '2w'),
      between: fc.constantFrom(
        '00:00-24:00 UTC',
        '09:00-18:00 Europe/Berlin, Mon-Fri',
        '08:30-08:45 asia/kathmandu, sat,Tue',
      ),
    },
    { requiredKeys: ['after'], noNullPrototype: true },
  );
  return fc.oneof(
    fc.record({ ...shared, ...ofGroups, remind }, { requiredKeys: ['groups', 'notify'], noNullPrototype: true }),
    fc.record(
      { ...shared, ...ofGroups, approvalStatus: distinct(fc.constantFrom(...approvalStatuses)) },
      { requiredKeys: ['groups', 'notify'], noNullPrototype: true },
    ),
    fc.record(
      { ...shared, changes: distinct(fc.constantFrom(...imageKinds)) },
      { requiredKeys: ['images', 'notify'], noNullPrototype: true },
    ),
    fc.record(shared, { requiredKeys: ['packages', 'notify'], noNullPrototype: true }),
  );
};

/** Configs as one may write them: valid by construction, options left out at will. */
const validConfig = destinations.chain((defined) =>
  fc.record(
    {
      schedule: fc.constantFrom('rate(1 minute)', 'rate(2 hours)'),
      limits: fc.record(
        {
          requestsPerSecond: fc.double({ min: 0.1, max: 100, noNaN: true }),
          pageSize: fc.integer({ min: 1, max: 100 }),
        },
        { requiredKeys: [], noNullPrototype: true },
      ),
      watch: fc.array(rule(Object.keys(defined)), { minLength: 1, maxLength: 3 }),
      destinations: fc.constant(defined),
      operators: distinct(fc.constantFrom(...Object.keys(defined))),
      link: fc.constantFrom('https://example.com/{group}/{version}', 'http://{region}.example.com'),
    },
    { requiredKeys: ['watch', 'destinations'], noNullPrototype: true },
  ),
);

describe('the schema for editors and the one that decides', () => {
  it('agree on valid configs', () => {
    fc.assert(
      fc.property(validConfig, (config) => {
        expect(configSchema.safeParse(config).error).toBeUndefined();
        expect(matchesPublishedSchema(config)).toBe(true);
        expect(matchesPublishedSchema(configSchema.parse(config))).toBe(true);
      }),
    );
  });

  it.each([
    ['no kind', {}],
    ['two kinds', { sns: { format: 'json' }, eventbridge: { bus: 'default' } }],
  ])('agree that a destination is of one kind, not of %s', (_what, people) => {
    const config = { watch: [{ groups: ['a'], notify: ['people'] }], destinations: { people } };
    expect(configSchema.safeParse(config).success).toBe(false);
    expect(matchesPublishedSchema(config)).toBe(false);
  });

  it('agree that a rule watches something', () => {
    const destinations = { people: { sns: { format: 'json' } } };
    const config = { watch: [{ except: ['a'], notify: ['people'] }], destinations };
    expect(configSchema.safeParse(config).success).toBe(false);
    expect(matchesPublishedSchema(config)).toBe(false);
  });

  it('agree on unknown options, wherever those are', () => {
    fc.assert(
      fc.property(validConfig, word, fc.nat(), (config, option, place) => {
        const mutated = structuredClone(config);
        const maps = mapsOf(mutated).filter((map) => map !== mutated.destinations);
        const map = maps[place % maps.length] ?? mutated;
        const key = `${option}-unknown`;
        Object.assign(map, { [key]: 1 });
        expect(configSchema.safeParse(mutated).success).toBe(false);
        expect(matchesPublishedSchema(mutated)).toBe(false);
      }),
    );
  });
});

function mapsOf(value: unknown): object[] {
  if (typeof value !== 'object' || value === null) return [];
  return [...(Array.isArray(value) ? [] : [value]), ...Object.values(value).flatMap(mapsOf)];
}
