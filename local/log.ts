import { oneLine } from '../functions/channels/shared/clean.ts';
import type { PollReport } from '../functions/reconcile/poll.ts';
import type { ReactReport } from '../functions/reconcile/react.ts';
import type { Telemetry } from '../functions/runtime/telemetry.ts';
import type { Output } from './output.ts';

/** The handler's telemetry, for a terminal: warnings once, the rest if it is asked for. */
export class TerminalLog implements Telemetry {
  readonly #output: Output;
  readonly #verbose: boolean;
  /** The warnings of this poll and of the one before: what goes on being wrong is said when it begins. */
  #now = new Set<string>();
  #before = new Set<string>();

  constructor(output: Output, verbose: boolean) {
    this.#output = output;
    this.#verbose = verbose;
  }

  readonly log: Telemetry['log'] = {
    info: (message, fields) => {
      if (this.#verbose) this.#write(this.#output.colors.dim(line(message, fields)));
    },
    warn: (message, fields) => {
      this.warn(line(message, fields));
    },
  };

  report(report: PollReport): void {
    const figures = Object.entries(report).filter(([, figure]) => typeof figure === 'number');
    this.log.info('polled', Object.fromEntries(figures));
  }

  reacted({ changes, delivered, failed }: ReactReport): void {
    this.log.info('reacted', { changes, delivered, failed: failed.size });
  }

  warn(text: string): void {
    const known = this.#now.has(text) || this.#before.has(text);
    this.#now.add(text);
    if (!known) this.#write(this.#output.colors.yellow(`! ${text}`));
  }

  /** A poll is over. */
  nextPoll(): void {
    this.#before = this.#now;
    this.#now = new Set();
  }

  #write(text: string): void {
    this.#output.write(text).catch(() => undefined);
  }
}

function line(message: string, fields: Record<string, unknown> = {}): string {
  const shown = Object.entries(fields).map(([name, value]) => `${name} ${oneLine(show(value))}`);
  return [message, shown.join(', ')].filter(Boolean).join(': ');
}

function show(value: unknown): string {
  if (value instanceof Error) return value.message;
  if (typeof value === 'string') return value;
  const isTime = Number.isSafeInteger(value) && Number(value) > Date.UTC(2020);
  return isTime ? new Date(Number(value)).toISOString() : JSON.stringify(value);
}
