import type { Container, Surroundings } from './container.ts';
import { isPassing, type Failure, type Site } from './fault.ts';
import { NotSimulatedError } from '../aws/service.ts';

/** What a client does by itself. */
export interface Client<Output> {
  readonly service: string;
  readonly attempts: number;
  /** Of one attempt, ms. */
  readonly timeout: number;
  /** What the caller gets then: an answer, or an error thrown. */
  readonly fail: (failure: Failure) => Output;
}

export interface Call<Output> {
  readonly client: Client<Output>;
  readonly operation: string;
  readonly input?: object;
  /** What the service does: at once, or not at all. */
  readonly execute: () => Output;
  readonly signal?: AbortSignal | undefined;
}

/** For how long AWS takes a request after it was signed, ms. The SDK tries no other if its own clock is right. */
const signedFor = 5 * 60_000;

type Outcome<Output> = { readonly output: Output } | { readonly error: unknown } | { readonly failure: Failure };

/** One call of a client, its repetitions included, as fate will have it. A call that is aborted may have taken effect. */
export async function callService<Output>(
  container: Container,
  surroundings: Surroundings,
  call: Call<Output>,
): Promise<Output> {
  const { client, signal } = call;
  const writes = isWrite(call.operation);
  let first: number | undefined;
  for (let attempt = 1; ; attempt++) {
    if (!container.isAlive) return new Promise(() => undefined);
    if (signal?.aborted) return client.fail('aborted');
    const index = surroundings.count();
    first ??= index;
    const outcome = await attemptOf(container, surroundings, call, { index, call: first });
    if ('output' in outcome) return outcome.output;
    if ('error' in outcome) throw outcome.error;
    const { failure } = outcome;
    // It may have taken effect.
    if (failure === 'aborted' && writes) container.harm();
    if (!isPassing(failure) || attempt === client.attempts) {
      // What a destination accepted meanwhile may not be recorded.
      if (client.service === 'dynamodb' && writes) container.harm();
      return client.fail(failure);
    }
    await container.sleep(50 * 2 ** attempt);
  }
}

/** Whether it may change something: whoever only reads loses nothing but time. */
const isWrite = (operation: string): boolean => !/^(?:Get|Query|List|Describe|Assume)/u.test(operation);

function attemptOf<Output>(
  container: Container,
  { nature, scheduler }: Surroundings,
  { client, operation, input, execute, signal }: Call<Output>,
  number: Pick<Site, 'index' | 'call'>,
): Promise<Outcome<Output>> {
  const { service, timeout } = client;
  const fault = nature.fault({ service, operation, input, caller: container.name, process: container, ...number });
  return new Promise((resolve) => {
    const answer = (outcome: Outcome<Output>, ms = nature.latency()) => {
      container.after(ms, () => {
        resolve(outcome);
      });
    };
    signal?.addEventListener('abort', () => {
      answer({ failure: 'aborted' }, 0);
    });
    const takeEffect = () => {
      const outcome = outcomeOf(execute);
      if ('error' in outcome && outcome.error instanceof NotSimulatedError) scheduler.break(outcome.error);
      return outcome;
    };
    const signedAt = scheduler.now();
    const way = nature.latency();
    container.after(way, () => {
      // It was given up, and its process stood still or was frozen, before it was sent.
      if (signal?.aborted && scheduler.now() > signedAt + way) return;
      // Its process stood still before it was sent.
      if (service !== 'slack' && scheduler.now() - signedAt > signedFor) {
        answer({ failure: 'refused' });
        return;
      }
      switch (fault) {
        case undefined:
          answer(takeEffect());
          break;
        case 'lost':
          takeEffect();
          if (isWrite(operation)) container.harm();
          answer({ failure: fault }, timeout);
          break;
        case 'killed-before':
          container.kill();
          break;
        case 'killed-after':
          takeEffect();
          container.kill();
          break;
        case 'stalled': {
          const outcome = takeEffect();
          container.standStill();
          answer(outcome);
          break;
        }
        default:
          answer({ failure: fault });
      }
    });
  });
}

function outcomeOf<Output>(execute: () => Output): { readonly output: Output } | { readonly error: unknown } {
  try {
    return { output: execute() };
  } catch (error) {
    return { error };
  }
}
