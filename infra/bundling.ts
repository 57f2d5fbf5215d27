import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';
import type { Config } from '../functions/runtime/config/schema.ts';
import { othersOf } from '../functions/runtime/config/configured-sources.ts';

const functions = join(import.meta.dirname, '../functions');

/**
 * Bundles one function with its config into `index.js`.
 *
 * esbuild is called in this process: neither a shell nor Docker takes part, nothing is downloaded, and the same sources with the
 * same config give the same bytes, hence the same asset.
 *
 * @param entry path of the handler's file below `functions/`
 */
export function bundle(entry: string, config: Config): Code {
  const json = JSON.stringify(config);
  return Code.fromAsset(functions, {
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      local: {
        tryBundle: (outputDirectory) => {
          build(entry, config, join(outputDirectory, 'index.js'));
          return true;
        },
      },
      // Never pulled, because `tryBundle` never declines.
      image: DockerImage.fromRegistry('none'),
      // CDK stages equal options once per app, and does not look into `tryBundle`: without this, two notifiers in one app would
      // share the bundle, and with it the config, of the first.
      environment: { BUNDLE: createHash('sha256').update(`${entry}\0${json}`).digest('hex') },
    },
  });
}

function build(entry: string, config: Config, outfile: string): void {
  const temporary = mkdtempSync(join(tmpdir(), 'notifier-config-'));
  try {
    const configFile = join(temporary, 'notifier-config.json');
    writeFileSync(configFile, JSON.stringify(config));
    buildSync({
      entryPoints: [join(functions, entry)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node24',
      // Starts a few ms sooner than ESM does.
      format: 'cjs',
      // The SDK's ES modules can be shaken, what `main` names cannot: that would more than double the bundle.
      mainFields: ['module', 'main'],
      alias: {
        'notifier-config': configFile,
        // In Lambda, credentials come from the environment and nowhere else: the default chain would add nearly a third to
        // the bundle.
        '@aws-sdk/credential-provider-node': join(functions, 'runtime/environment-credentials.ts'),
        ...(othersOf(config).length === 0 && { '@aws-sdk/client-sts': join(functions, 'runtime/no-sts.ts') }),
      },
      minify: true,
      // Stack traces keep the functions' names. A source map would tell lines as well, but Node reads it at every cold start;
      // one can be made later, because the same commit gives the same bundle.
      keepNames: true,
      sourcemap: false,
      legalComments: 'none',
      logLevel: 'warning',
    });
  } finally {
    rmSync(temporary, { recursive: true });
  }
}
