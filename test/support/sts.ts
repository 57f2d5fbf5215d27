import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SeenCall } from './secrets-manager.ts';

/** AssumeRole, as whoever is asked sees it. */
export interface AskedRole {
  readonly role: string;
  readonly session: string;
  readonly externalId: string | undefined;
}

export interface StsStandIn {
  readonly url: string;
  /** ARN of a role -> the external id that its trust asks for, if any; a role that is not here cannot be assumed. */
  readonly trusts: Map<string, string | undefined>;
  readonly asked: AskedRole[];
  /** From now on it answers with this status, whatever it is asked; without one, as it should. */
  fail(status?: number): void;
  close(): Promise<void>;
}

/** The access key that a role's sessions have here. */
export const keyOf = (role: string): string => `ASIA${role.replaceAll(/[^A-Za-z0-9]/g, '').toUpperCase()}`;

/** AssumeRole, which is all that is ever asked of STS. */
export async function startSts(onCall: (call: SeenCall) => void = () => undefined): Promise<StsStandIn> {
  const trusts = new Map<string, string | undefined>();
  const asked: AskedRole[] = [];
  let failure: number | undefined;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const form = new URLSearchParams(body.toString());
      onCall({ service: 'sts', operation: form.get('Action') ?? '', headers: request.headers, body });
      const role = form.get('RoleArn') ?? '';
      const externalId = form.get('ExternalId') ?? undefined;
      asked.push({ role, session: form.get('RoleSessionName') ?? '', externalId });
      const isTrusted = trusts.has(role) && (trusts.get(role) ?? externalId) === externalId;
      const status = failure ?? (isTrusted ? 200 : 403);
      response.writeHead(status, { 'content-type': 'text/xml' });
      response.end(status === 200 ? credentials(role) : status === 403 ? refusal(role) : error('InternalFailure', ''));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    trusts,
    asked,
    fail: (status) => {
      failure = status;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

const credentials = (role: string): string =>
  `<AssumeRoleResponse ${namespace}><AssumeRoleResult><Credentials>
    <AccessKeyId>${keyOf(role)}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
    <Expiration>${new Date(Date.now() + 3_600_000).toISOString()}</Expiration>
  </Credentials></AssumeRoleResult></AssumeRoleResponse>`;

const refusal = (role: string): string =>
  error('AccessDenied', `User is not authorized to perform: sts:AssumeRole on resource: ${role}`);

const error = (code: string, message: string): string =>
  `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`;
