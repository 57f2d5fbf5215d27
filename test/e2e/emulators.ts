import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { start, type Service } from './processes.ts';

export interface Setting {
  /** Folder of the programs. */
  readonly programs: string;
  /** Where logs and state go. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** In ms, until a service answers. */
const patience = 60_000;

/** Has SageMaker, and is asked for nothing else. */
export async function startMoto({ programs, folder, env }: Setting, port: number): Promise<Service> {
  const service = start('moto', {
    file: join(programs, 'moto_server'),
    args: ['--host', '127.0.0.1', '--port', String(port)],
    env,
    log: join(folder, 'moto.log'),
  });
  await ready(service, `http://127.0.0.1:${port}/moto-api/`);
  return service;
}

/**
 * Has all the rest, and runs the functions as processes. They get its environment besides their own: `forFunctions` is what no
 * template may say. `AUTH` has it check signatures, and hold each call against the policies of who makes it. What it knows
 * outlives a restart.
 */
export async function startMinistack(
  { programs, folder, env }: Setting,
  port: number,
  forFunctions: NodeJS.ProcessEnv,
): Promise<Service> {
  const service = start('ministack', {
    file: join(programs, 'python'),
    args: [join(import.meta.dirname, 'start_ministack.py')],
    env: {
      ...env,
      ...forFunctions,
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      AUTH: 'true',
      LAMBDA_EXECUTOR: 'local',
      // Without these it listens on further ports, on every interface.
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      PERSIST_STATE: '1',
      STATE_DIR: join(folder, 'ministack'),
      S3_PERSIST: '1',
      S3_DATA_DIR: join(folder, 'ministack-s3'),
      TMPDIR: folder,
      NODE_OPTIONS: `--require=${join(import.meta.dirname, 'lambda-environment.cjs')}`,
    },
    log: join(folder, 'ministack.log'),
  });
  await ready(service, `http://127.0.0.1:${port}/_ministack/health`);
  return service;
}

async function ready(service: Service, url: string): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    service.check();
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await setTimeout(100);
  }
  throw new Error(`${url} did not answer within ${patience / 1000} s`);
}

/** Free when it was looked for. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port is free');
  return address.port;
}
