#!/usr/bin/env node
/**
 * The bin, and what `npm run notifier` runs. Node reads TypeScript by itself since 22.18; an older one hands over to the Node that
 * npm brings along. Plain JavaScript, so that the older one can.
 */
const module_ = require('node:module');
const { spawnSync } = require('node:child_process');
const { readFileSync } = require('node:fs');
const { join, sep } = require('node:path');
const { fileURLToPath } = require('node:url');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) handOver();
else run();

function run() {
  // Halves the start from the second time on. Not in the shared temporary folder: it holds code.
  module_.enableCompileCache?.(join(__dirname, '../node_modules/.cache/compiled'));
  // What is experimental in Node is no concern of whoever lists model packages.
  process.removeAllListeners('warning');
  if (__dirname.includes(`${sep}node_modules${sep}`)) module_.registerHooks({ load: stripTypes });
  void import('./main.ts');
}

/** Copied into another project's node_modules (not linked), where Node by itself takes no TypeScript. */
function stripTypes(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const source = module_.stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'));
  return { format: 'module', source, shortCircuit: true };
}

function handOver() {
  let newer;
  try {
    newer = require.resolve('node/bin/node');
  } catch {
    console.error(
      `The notifier needs Node 22.18 or later; this is ${process.versions.node}. ` +
        '`npm ci` brings Node 24 along, unless optional dependencies are left out.',
    );
    process.exit(1);
  }
  const { status } = spawnSync(newer, [__filename, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}
