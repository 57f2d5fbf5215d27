import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { CloudFormationTemplate } from './template.ts';

const root = join(import.meta.dirname, '../../..');

/** The name that the app gives its stack. */
const stackName = 'SageMakerApprovalNotifier';

interface AssetManifest {
  readonly files: Readonly<
    Record<string, { source: { path: string }; destinations: Record<string, { objectKey: string }> }>
  >;
}

/** What the app makes of a config: its cdk.out, in a folder of its own. */
export class Assembly {
  readonly folder: string;
  readonly template: CloudFormationTemplate;

  private constructor(folder: string) {
    this.folder = join(folder, 'cdk.out');
    this.template = this.#read(`${stackName}.template.json`) as CloudFormationTemplate;
  }

  /** Runs infra/app.ts as the CDK's command does, on a machine that knows no AWS account; `given` is what `-c` gives besides. */
  static async synthesize(config: string, given: Readonly<Record<string, string>> = {}): Promise<Assembly> {
    const folder = mkdtempSync(join(tmpdir(), 'notifier-assembly-'));
    const file = join(folder, 'notifier.yaml');
    writeFileSync(file, config);
    // In Lambda no package.json says what kind of modules there are; above this folder may be one of anybody's.
    writeFileSync(join(folder, 'package.json'), '{}');
    const { context } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8')) as { context: object };
    await promisify(execFile)(join(root, 'node_modules/.bin/tsx'), ['infra/app.ts'], {
      cwd: root,
      env: {
        PATH: process.env.PATH,
        HOME: folder,
        CDK_OUTDIR: join(folder, 'cdk.out'),
        CDK_CONTEXT_JSON: JSON.stringify({ ...context, ...given, config: file }),
      },
    });
    return new Assembly(folder);
  }

  /** The folder of the asset that the template knows by this key. */
  asset(objectKey: string): string {
    const { files } = this.#read(`${stackName}.assets.json`) as AssetManifest;
    const found = Object.values(files).find(({ destinations }) =>
      Object.values(destinations).some((destination) => destination.objectKey === objectKey),
    );
    if (!found) throw new Error(`no asset is published as ${objectKey}`);
    return join(this.folder, found.source.path);
  }

  remove(): void {
    rmSync(join(this.folder, '..'), { recursive: true });
  }

  #read(file: string): unknown {
    return JSON.parse(readFileSync(join(this.folder, file), 'utf8'));
  }
}
