import { createServer } from 'node:http';
import { PortInUseError } from './aws/index.ts';
import { listen } from './aws/loopback.ts';

/** Looks before anything is made or erased for a run that could not begin. Throws `PortInUseError`. */
export async function checkPort(port: number): Promise<void> {
  if (port === 0) return;
  const server = createServer();
  try {
    await listen(server, port);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') throw new PortInUseError(port, error);
    throw error;
  }
  await new Promise((resolve) => server.close(resolve));
}
