import { once } from 'node:events';
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AwsAnswer, AwsCall, Service } from './types.ts';

const loopback = '127.0.0.1';

/** Binds to this machine only. Returns the port. */
export async function listen(server: Server, port: number): Promise<number> {
  server.listen({ port, host: loopback });
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

export interface Forwarder {
  readonly send: Service;
  /** Waits for what is under way: an emulator whose client hangs up in the middle of a request takes the process down. */
  close(): Promise<void>;
}

// Of the connection, not of the message: each side makes its own.
const hopByHop = new Set(['connection', 'keep-alive', 'transfer-encoding', 'expect', 'content-length']);

/** Passes calls on to an emulator that listens on loopback, over connections that are kept. */
export function forwardTo(port: number): Forwarder {
  const agent = new Agent({ keepAlive: true });
  const underWay = new Set<Promise<AwsAnswer>>();
  return {
    send: async (call) => {
      const answer = send(agent, port, call);
      underWay.add(answer);
      try {
        return await answer;
      } finally {
        underWay.delete(answer);
      }
    },
    close: async () => {
      await Promise.allSettled(underWay);
      agent.destroy();
    },
  };
}

function send(agent: Agent, port: number, { headers, body }: AwsCall): Promise<AwsAnswer> {
  const kept = Object.entries(headers).filter(([name]) => !hopByHop.has(name));
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: loopback, port, agent, method: 'POST', path: '/', headers: Object.fromEntries(kept) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          resolve({
            status: incoming.statusCode ?? 500,
            headers: Object.fromEntries(
              Object.entries(incoming.headers).flatMap(([name, value]) =>
                hopByHop.has(name) || value === undefined ? [] : [[name, String(value)]],
              ),
            ),
            body: Buffer.concat(chunks),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.setHeader('content-length', body.length);
    outgoing.end(body);
  });
}
