import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { SNSClient } from '@aws-sdk/client-sns';

type Reader = SageMakerClient | DynamoDBClient | CloudFormationClient | SNSClient;

/** The operations that change nothing. */
const reads = /^(Describe|List|Get|Query|Scan)/;

/** Makes a client refuse, before it is sent, whatever could change something: no command can write by mistake. */
export function readOnly<Client extends Reader>(client: Client): Client {
  client.middlewareStack.add(guard, { step: 'initialize', name: 'readOnly' });
  return client;
}

function guard<Next>(next: Next, { commandName = '' }: { readonly commandName?: string }): Next {
  if (reads.test(commandName)) return next;
  throw new Error(`${commandName} is refused: this command only reads`);
}
