import { appendFileSync } from 'node:fs';
import type { Call } from './call.ts';
import { actionOf, resourceOf, type ArnOf } from './resources.ts';

/** A call that a function made. */
export interface Recorded {
  readonly function: string;
  /** As IAM names it. */
  readonly action: string;
  readonly resource: string;
  readonly status: number;
  /** For want of a permission. */
  readonly refused: boolean;
  /** The role was broken on purpose. */
  readonly expected: boolean;
}

/** Every call of a function, in memory and as lines of JSON. */
export class Recording {
  readonly #file: string;
  readonly #arn: ArnOf;
  readonly #calls: Recorded[] = [];
  #broken: string | undefined;

  constructor(file: string, arn: ArnOf) {
    this.#file = file;
    this.#arn = arn;
  }

  /** The action that is denied on purpose from now on; none any more. */
  expectRefusals(action: string | undefined): void {
    this.#broken = action;
  }

  add(call: Call, status: number, body: string): void {
    if (call.caller === undefined) return;
    const action = actionOf(call);
    const recorded = {
      function: call.caller,
      action,
      resource: resourceOf(call, this.#arn),
      status,
      refused: status >= 400 && body.includes('not authorized to perform'),
      expected: action === this.#broken,
    };
    this.#calls.push(recorded);
    appendFileSync(this.#file, `${JSON.stringify(recorded)}\n`);
  }

  get calls(): readonly Recorded[] {
    return this.#calls;
  }
}
