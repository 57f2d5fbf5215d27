import { spawnSync } from 'node:child_process';
import { mkdtempSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { buildSync, type BuildOptions } from 'esbuild';
import { config } from '../support/world.ts';
import { median, type Table } from './table.ts';

const functions = join(import.meta.dirname, '../../functions');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const configFile = join(folder, 'config.json');
writeFileSync(configFile, JSON.stringify(config()));
const empty = join(folder, 'empty.js');
writeFileSync(empty, 'exports.handler = async () => undefined;');

const shipped: BuildOptions = {
  bundle: true,
  platform: 'node',
  target: 'node24',
  format: 'cjs',
  mainFields: ['module', 'main'],
  minify: true,
  keepNames: true,
  alias: {
    'notifier-config': configFile,
    '@aws-sdk/credential-provider-node': join(functions, 'runtime/environment-credentials.ts'),
    '@aws-sdk/client-sts': join(functions, 'runtime/no-sts.ts'),
  },
};
/** Of a config with sources that take a role. */
const withSts = { ...shipped.alias };
delete withSts['@aws-sdk/client-sts'];

function built(name: string, changes: BuildOptions): string {
  const outfile = join(folder, `${name}.js`);
  buildSync({ ...shipped, ...changes, entryPoints: [join(functions, 'poll/handler.ts')], outfile, logLevel: 'error' });
  return outfile;
}

const variants = {
  'as shipped': built('shipped', {}),
  'with another source': built('others', { alias: withSts }),
  'default credential chain': built('chain', { alias: { 'notifier-config': configFile } }),
  'main before module': built('main', { mainFields: ['main', 'module'] }),
};

export function bundleSizes(): Table {
  const rows = Object.entries(variants).map(([variant, file]) => ({
    variant,
    KB: Math.round(statSync(file).size / 1000),
    'KB gzip': Math.round(gzipSync(readFileSync(file)).length / 1000),
  }));
  return { title: 'Bundle of the poll function', rows };
}

/** Process start to the module's being loaded, as a multiple of an empty handler's. Rounds are interleaved. */
export function coldStart(): Table {
  const files = { 'empty handler': empty, ...variants };
  const times = new Map<string, number[]>(Object.keys(files).map((name) => [name, []]));
  for (let round = 0; round < 15; round++) {
    for (const [name, file] of Object.entries(files)) {
      const start = process.hrtime.bigint();
      const { status, stderr } = spawnSync(process.execPath, ['-e', `require(${JSON.stringify(file)})`], {
        env: { ...process.env, NODE_OPTIONS: '', AWS_REGION: 'us-east-1' },
      });
      if (status !== 0) throw new Error(stderr.toString());
      times.get(name)?.push(Number(process.hrtime.bigint() - start) / 1e6);
    }
  }
  const base = median(times.get('empty handler') ?? []);
  const rows = [...times].map(([variant, all]) => ({
    variant,
    'median ms': Math.round(median(all)),
    'x empty': Number((median(all) / base).toFixed(2)),
  }));
  return { title: 'Cold start: process start to module loaded', rows };
}
