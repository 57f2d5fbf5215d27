import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { createSecrets } from '../../../functions/channels/secrets.ts';
import { clientOf } from '../contract/client.ts';
import { Secrets } from './secrets.ts';

const signal = new AbortController().signal;
let service: Secrets;
let client: SecretsManagerClient;
beforeEach(() => {
  service = new Secrets();
  service.put('slack-bot', 'xoxb-first');
  client = clientOf(service) as SecretsManagerClient;
});

test('a secret that is rotated is told to whoever asks again', async () => {
  const secrets = createSecrets({ client });
  expect(await secrets.get('slack-bot', { signal })).toBe('xoxb-first');
  service.put('slack-bot', 'xoxb-second');
  expect(await secrets.get('slack-bot', { signal })).toBe('xoxb-first');
  expect(await secrets.get('slack-bot', { signal, refresh: true })).toBe('xoxb-second');
  expect([...service.values]).toEqual(['xoxb-first', 'xoxb-second']);
});

test('one that is not there, and one that is marked for deletion, are refused as the SDK refuses', async () => {
  const get = (SecretId: string) => client.send(new GetSecretValueCommand({ SecretId }));
  await expect(get('another')).rejects.toMatchObject({ name: 'ResourceNotFoundException', $fault: 'client' });
  service.delete('slack-bot');
  await expect(get('slack-bot')).rejects.toMatchObject({ name: 'InvalidRequestException', $fault: 'client' });
  await expect(createSecrets({ client }).get('slack-bot', { signal })).rejects.toThrow('marked for deletion');
  service.put('slack-bot', 'xoxb-restored');
  expect(await get('slack-bot')).toMatchObject({ Name: 'slack-bot', SecretString: 'xoxb-restored' });
});
