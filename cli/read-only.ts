import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';

/** The operations that change nothing. */
const reads = /^(Describe|List|Get|Query|Scan)/;

/** Makes a client refuse, before it is sent, whatever could change something: no command of ours can write by mistake. */
export function readOnly<Client extends SageMakerClient | DynamoDBClient>(client: Client): Client {
  client.middlewareStack.add(guard, { step: 'initialize', name: 'readOnly' });
  return client;
}

function guard<Next>(next: Next, { commandName = '' }: { readonly commandName?: string }): Next {
  if (reads.test(commandName)) return next;
  throw new Error(`${commandName} is refused: the command line only reads`);
}
