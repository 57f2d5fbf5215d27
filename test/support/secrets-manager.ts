import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call of any client of AWS, as it was seen. */
export interface SeenCall {
  readonly service: string;
  readonly operation: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface SecretsManagerStandIn {
  readonly url: string;
  /** Values by name or ARN; what is not here does not exist. */
  readonly values: Map<string, string>;
  close(): Promise<void>;
}

/** GetSecretValue, which is all that is ever asked of Secrets Manager. */
export async function startSecretsManager(onCall: (call: SeenCall) => void): Promise<SecretsManagerStandIn> {
  const values = new Map<string, string>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const [, operation = ''] = String(request.headers['x-amz-target']).split('.');
      onCall({ service: 'secretsmanager', operation, headers: request.headers, body });
      const { SecretId } = JSON.parse(body.toString()) as { SecretId: string };
      const SecretString = values.get(SecretId);
      response.writeHead(SecretString === undefined ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(
        JSON.stringify(
          SecretString === undefined
            ? { __type: 'ResourceNotFoundException', message: "Secrets Manager can't find the specified secret." }
            : { Name: SecretId, SecretString },
        ),
      );
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    values,
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}
