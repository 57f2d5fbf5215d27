/**
 * What `npm start` runs. Node reads TypeScript by itself since 22.18, sooner than through a loader; an older one has to be told off
 * before it meets a .ts file, hence plain JavaScript.
 */
const module_ = require('node:module');
const { join } = require('node:path');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `The local run needs Node 22.18 or later; this is ${process.versions.node}. ` +
      '`npm ci` brings Node 24 along for `npm start`, unless optional dependencies are left out.',
  );
  process.exitCode = 1;
} else {
  // Halves the start from the second time on. Not in the shared temporary folder: it holds code.
  module_.enableCompileCache?.(join(__dirname, '../node_modules/.cache/compiled'));
  void import('./main.ts');
}
