import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const answer = z.object({
  id: z.number(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: z.string().optional(),
});

/** A user's script with boto3, that lives as long as the test. */
export interface Boto {
  /** Operation as boto3 names it: `create_model_package`. Throws with what AWS answered. */
  call(
    service: string,
    operation: string,
    parameters?: Readonly<Record<string, unknown>>,
  ): Promise<Record<string, unknown>>;
  close(): void;
}

export function startBoto(programs: string, env: NodeJS.ProcessEnv, log: string): Boto {
  const child = spawn(join(programs, 'python'), [join(import.meta.dirname, 'boto.py')], {
    env,
    stdio: ['pipe', 'pipe', 'pipe'],
    // Ctrl-C is for this process, which ends the other when it has no more use for it; without this one, its input ends.
    detached: true,
  });
  child.stderr.pipe(createWriteStream(log, { flags: 'a' }));
  const waiting = new Map<number, PromiseWithResolvers<Record<string, unknown>>>();
  let last = 0;
  createInterface({ input: child.stdout }).on('line', (line) => {
    const { id, result, error } = answer.parse(JSON.parse(line));
    const asked = waiting.get(id);
    waiting.delete(id);
    if (result) asked?.resolve(result);
    else asked?.reject(new Error(error));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`boto3 has ended: see ${log}`));
  });
  return {
    call(service, operation, parameters = {}) {
      const asked = Promise.withResolvers<Record<string, unknown>>();
      const id = ++last;
      waiting.set(id, asked);
      child.stdin.write(`${JSON.stringify({ id, service, operation, parameters })}\n`);
      return asked.promise.catch((error: unknown) => {
        throw new Error(`${service} ${operation}: ${error instanceof Error ? error.message : String(error)}`);
      });
    },
    close() {
      child.kill();
    },
  };
}
