import { InvokeCommand } from '@aws-sdk/client-lambda';
import { sourceKey } from '../../functions/domain/collection.ts';
import { outputs } from '../../functions/runtime/config/outputs.ts';
import type { GlobalOptions } from '../global.ts';
import { outputOf } from '../stack.ts';
import type { Opened } from '../state/open.ts';
import { lambda } from './clients.ts';

/** Has the deployment look, and send, now; false if no deployment was named. Does not wait for it. */
export async function startPoll({ stack, source }: Opened, global: GlobalOptions): Promise<boolean> {
  if (!stack) return false;
  const command = new InvokeCommand({
    FunctionName: outputOf(stack, outputs.pollFunction),
    InvocationType: 'Event',
    Payload: Buffer.from(JSON.stringify({ source: sourceKey(source) })),
  });
  await lambda(global).send(command);
  return true;
}
