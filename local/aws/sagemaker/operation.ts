import type { StaticOperationSchema } from './codec.ts';
import type { Scope } from './arns.ts';
import type { Actor } from './records.ts';
import type { Emit } from './registry-events.ts';
import type { Structure } from './shape.ts';
import type { RegistryStore } from './store.ts';

export interface Context {
  readonly store: RegistryStore;
  readonly scope: Scope;
  readonly now: () => Date;
  /** Who sent this request. */
  readonly actor: Actor;
  /** To be called for every change of a model package or an image's version. */
  readonly emit: Emit;
}

export interface Operation {
  /** The official client's schema of the operation: its input's and output's members and their types. */
  readonly schema: StaticOperationSchema;
  readonly constraints: Structure;
  /** The input is what `schema` decodes, checked: each implementation names the client's type of it. */
  readonly run: (context: Context, input: never) => unknown;
}

/** The answer as the client's type has it, without what the client adds. */
export type Answer<Output> = Omit<Output, '$metadata'>;

export type EmptyAnswer = Readonly<Record<string, never>>;

/** Ties an operation's implementation to the client's schema and to what is checked before it runs. */
export const operation = (schema: StaticOperationSchema, constraints: Structure, run: Operation['run']): Operation => ({
  schema,
  constraints,
  run,
});
