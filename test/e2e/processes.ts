import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly cwd?: string;
  /** Where what it prints is added. */
  readonly log: string;
}

/** A process that runs until it is told to stop, with all that it starts. */
export interface Service {
  readonly pid: number;
  /** Throws if it has ended by itself. */
  check(): void;
  stop(): Promise<void>;
}

/** The time, in ms, in which a service may end in good order. */
const patience = 15_000;

/** Groups that must not outlive this process, however it ends. */
const running = new Set<number>();
process.on('exit', () => {
  for (const pid of running) killGroup(pid);
});

/** Leads a group of its own, so that nothing it starts outlives it. */
export function start(name: string, command: Command): Service {
  const child = run(command, true);
  const pid = child.pid;
  if (pid === undefined) throw new Error(`${name} cannot be started: ${command.file}`);
  const ended = once(child, 'exit');
  running.add(pid);
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  return {
    pid,
    check() {
      if (isOver()) throw new Error(`${name} has ended by itself:\n${tail(command.log)}`);
    },
    async stop() {
      if (!isOver()) {
        child.kill('SIGTERM');
        await Promise.race([ended, setTimeout(patience, undefined, { ref: false })]);
      }
      killGroup(pid);
      if (!isOver()) await ended;
      running.delete(pid);
    },
  };
}

/** Runs a command to its end. Throws, with the end of what it printed, if it fails or takes longer than `timeout` (ms). */
export async function complete(name: string, command: Command, timeout: number, signal?: AbortSignal): Promise<void> {
  const child = run(command, true);
  const { pid } = child;
  const failure = once(child, 'error').then(([error]) => `cannot be started: ${String(error)}`);
  const exit = once(child, 'exit').then(([code]) => (code === 0 ? undefined : `failed with ${String(code)}`));
  const limit = new AbortController();
  const signals = signal ? [signal, limit.signal] : [limit.signal];
  const late = setTimeout(timeout, `took longer than ${timeout / 1000} s`, {
    ref: false,
    signal: AbortSignal.any(signals),
  }).catch(() => 'was interrupted');
  const outcome = await Promise.race([exit, failure, late]);
  limit.abort();
  if (outcome === undefined) return;
  if (pid !== undefined) killGroup(pid);
  throw new Error(`${name} ${outcome}:\n${tail(command.log)}`);
}

function run({ file, args, env, cwd, log }: Command, detached: boolean): ChildProcess {
  const output = openSync(log, 'a');
  try {
    return spawn(file, args, { env, cwd, detached, stdio: ['ignore', output, output] });
  } finally {
    closeSync(output);
  }
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // None of it is left.
  }
}

const shown = 4000;

function tail(log: string): string {
  return readFileSync(log, 'utf8').slice(-shown);
}
