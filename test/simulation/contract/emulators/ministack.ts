import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment, region } from '../../../e2e/account.ts';
import { freePort, startMinistack } from '../../../e2e/emulators.ts';
import { checkListeners } from '../../../e2e/listeners.ts';
import { pythonPrograms } from '../../../e2e/python.ts';

/** How a client of the SDK reaches it. */
export interface Ministack {
  readonly config: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
    readonly maxAttempts: number;
  };
  close(): Promise<void>;
}

/** That of `npm run e2e`, with nothing in it. */
export async function startEmpty(signal: AbortSignal): Promise<Ministack> {
  const folder = mkdtempSync(join(tmpdir(), 'notifier-contract-'));
  const programs = await pythonPrograms(join(folder, 'python.log'), signal);
  const env = environment();
  const port = await freePort();
  const service = await startMinistack({ programs, folder, env }, port, {});
  checkListeners([service.pid]);
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = env;
  return {
    config: {
      endpoint: `http://127.0.0.1:${port}`,
      ...{ region, credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 },
    },
    close: async () => {
      await service.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
