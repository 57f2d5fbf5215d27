import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createSecrets } from '../../functions/channels/secrets.ts';
import type { Secrets } from '../../functions/domain/secrets.ts';

const { signal } = new AbortController();

describe('Secrets Manager', () => {
  let server: Server;
  let client: SecretsManagerClient;
  let secrets: Secrets;
  let asked: string[];
  let answers: (object | 'silent')[];

  beforeEach(async () => {
    asked = [];
    answers = [];
    // Its JSON protocol, as much as this takes: nothing that stands in for AWS here serves it.
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { SecretId } = JSON.parse(Buffer.concat(chunks).toString()) as { SecretId: string };
        asked.push(SecretId);
        const answer = answers.shift() ?? { SecretString: `value ${asked.length} of ${SecretId}` };
        if (answer === 'silent') return;
        response.writeHead('__type' in answer ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
        response.end(JSON.stringify(answer));
      });
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    client = new SecretsManagerClient({
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      region: 'eu-west-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
    secrets = createSecrets({ client, timeout: 500 });
  });
  afterEach(async () => {
    client.destroy();
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  test('each secret is read once, however many want it', async () => {
    const all = await Promise.all(['a', 'a', 'b'].map((name) => secrets.get(name, { signal })));
    expect(all[0]).toBe(all[1]);
    expect(await secrets.get('a', { signal })).toBe(all[0]);
    expect(asked.sort()).toEqual(['a', 'b']);
  });

  test('asked for again, it is read once more, and that is remembered', async () => {
    await secrets.get('a', { signal });
    const again = await Promise.all([1, 2].map(() => secrets.get('a', { refresh: true, signal })));
    expect(again).toEqual(['value 2 of a', 'value 2 of a']);
    expect(await secrets.get('a', { signal })).toBe('value 2 of a');
    expect(asked).toHaveLength(2);
  });

  test('a failure is not remembered', async () => {
    answers = [{ __type: 'InternalServiceError', message: 'Oh' }];
    await expect(secrets.get('a', { signal })).rejects.toThrow('secret a cannot be read now (InternalServiceError)');
    expect(await secrets.get('a', { signal })).toBe('value 2 of a');
  });

  test.each<[object | 'silent', RegExp]>([
    [{ __type: 'ResourceNotFoundException', message: 'no' }, /^secret a does not exist in this account and region/u],
    [{ __type: 'AccessDeniedException', message: 'User: arn:… is not authorized' }, /secretsmanager:GetSecretValue/u],
    [{ __type: 'AccessDeniedException', message: 'Access to KMS is not allowed' }, /kms:Decrypt/u],
    [{ __type: 'DecryptionFailure', message: 'no' }, /KMS key enabled/u],
    [{ __type: 'InvalidRequestException', message: 'marked for deletion' }, /marked for deletion/u],
    [{ SecretBinary: 'c2VjcmV0' }, /holds no text/u],
    ['silent', /^secret a cannot be read now/u],
  ])('%j is told in words that name the secret', async (answer, words) => {
    answers = [answer];
    await expect(secrets.get('a', { signal })).rejects.toMatchObject({
      name: 'SecretError',
      message: expect.stringMatching(words) as unknown,
    });
  });

  test('whoever gives up does not take it from the others', async () => {
    const impatient = secrets.get('a', { signal: AbortSignal.abort() });
    await expect(impatient).rejects.toThrow();
    expect(await secrets.get('a', { signal })).toBe('value 1 of a');
    expect(asked).toHaveLength(1);
  });
});
