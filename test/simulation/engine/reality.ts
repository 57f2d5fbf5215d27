import { AsyncLocalStorage } from 'node:async_hooks';
import type { Container } from './container.ts';

const current = new AsyncLocalStorage<Container>();

/** Whatever goes on in `run`, and because of it, does so in that container: its time is the container's. */
export const inContainer = <Result>(container: Container, run: () => Result): Result => current.run(container, run);

function container(): Container {
  const inside = current.getStore();
  if (!inside) throw new Error('the time of the machine that simulates was asked for');
  return inside;
}

const chance = (): never => {
  throw new Error('chance was asked that no seed decides');
};

/**
 * Takes what is real from this thread: time is a container's then, deadlines too, and there is no chance. Gives what brings it
 * back.
 */
export function leaveReality(): () => void {
  const real = {
    date: Object.getOwnPropertyDescriptors(Date),
    math: Object.getOwnPropertyDescriptors(Math),
    signal: Object.getOwnPropertyDescriptors(AbortSignal),
  };
  const hadNow = Object.getOwnPropertyDescriptor(performance, 'now');
  Date.now = () => container().now();
  performance.now = () => container().now();
  Math.random = chance;
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    container().after(ms, () => {
      controller.abort(new DOMException('The operation was aborted due to timeout', 'TimeoutError'));
    });
    return controller.signal;
  };
  // The real one may forget, when memory is short, what nobody else holds.
  AbortSignal.any = (signals) => {
    const controller = new AbortController();
    for (const signal of signals) {
      const abort = () => {
        controller.abort(signal.reason);
      };
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort);
    }
    return controller.signal;
  };
  return () => {
    Object.defineProperties(Date, { now: real.date.now });
    Object.defineProperties(Math, { random: real.math.random });
    Object.defineProperties(AbortSignal, { timeout: real.signal.timeout, any: real.signal.any });
    if (hadNow) Object.defineProperty(performance, 'now', hadNow);
    else Reflect.deleteProperty(performance, 'now');
  };
}
