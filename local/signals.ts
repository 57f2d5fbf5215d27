/** Ctrl-C reaches a script of npm twice, from the terminal and through npm: within this time (ms) it is one. */
const oneKeyPress = 250;

/** Aborts at the first Ctrl-C, or when told to end in another way; the second Ctrl-C does not wait for anything. */
export function stopOnSignals(): AbortSignal {
  const controller = new AbortController();
  let first = 0;
  const stop = () => {
    if (!controller.signal.aborted) {
      first = performance.now();
      controller.abort();
    } else if (performance.now() - first > oneKeyPress) {
      process.exit(130);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  // Whoever read us (`| head`) has gone. What could not be shown is not accepted either, and so is told by the next run.
  process.stdout.on('error', () => {
    controller.abort();
  });
  process.stderr.on('error', () => undefined);
  return controller.signal;
}
