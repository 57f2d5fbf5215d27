import { errorAnswer, escapeXml } from './answers.ts';
import type { Messaging } from './messaging.ts';
import { publishProblem, publishedMessages, type PublishEntry } from './sns-messages.ts';
import type { AwsAnswer, AwsCall, PublishHook, Service } from './types.ts';

interface Failure {
  readonly id: string;
  readonly code: string;
  readonly message: string;
  readonly senderFault: boolean;
}

/**
 * SNS with a hook: each message that SNS would accept is shown first, and accepted only when the hook has returned. What SNS
 * would refuse anyway is refused unseen, so that nothing is shown that was never published.
 */
export function snsService({ service, hasTopic }: Messaging, onPublish: PublishHook = () => undefined): Service {
  return async (call) => {
    if (call.operation !== 'Publish' && call.operation !== 'PublishBatch') return service(call);
    const form = new URLSearchParams(call.body.toString());
    const topicArn = form.get('TopicArn') ?? form.get('TargetArn') ?? '';
    if (!hasTopic(topicArn)) return errorAnswer('sns', 'NotFound', 'Topic does not exist', 404);
    form.set('TopicArn', topicArn);
    return call.operation === 'Publish'
      ? publish(service, onPublish, call, form, topicArn)
      : publishBatch(service, onPublish, call, form, topicArn);
  };
}

async function publish(
  service: Service,
  onPublish: PublishHook,
  call: AwsCall,
  form: URLSearchParams,
  topicArn: string,
): Promise<AwsAnswer> {
  const [entry] = publishedMessages(form, topicArn);
  const failure = await failureOf(entry, onPublish);
  if (failure) return errorAnswer('sns', failure.code, failure.message, failure.senderFault ? 400 : 500);
  return service({ ...call, body: Buffer.from(form.toString()) });
}

async function publishBatch(
  service: Service,
  onPublish: PublishHook,
  call: AwsCall,
  form: URLSearchParams,
  topicArn: string,
): Promise<AwsAnswer> {
  const entries = publishedMessages(form, topicArn);
  const refusal = batchProblem(entries);
  if (refusal) return errorAnswer('sns', refusal.code, refusal.message);
  const failures: Failure[] = [];
  for (const entry of entries) {
    const failure = await failureOf(entry, onPublish);
    if (!failure) continue;
    failures.push(failure);
    for (const key of [...form.keys()]) if (key.startsWith(entry.prefix)) form.delete(key);
  }
  const failed = failures.map(failedXml).join('');
  if (failures.length === entries.length) return batchAnswer(failed);
  const answer = await service({ ...call, body: Buffer.from(form.toString()) });
  return { ...answer, body: Buffer.from(answer.body.toString().replace('<Failed>', () => `<Failed>${failed}`)) };
}

async function failureOf(entry: PublishEntry | undefined, onPublish: PublishHook): Promise<Failure | undefined> {
  const problem = entry ? publishProblem(entry) : 'Message is required';
  if (!entry || problem !== undefined) {
    const message = `Invalid parameter: ${problem ?? ''}`;
    return { id: entry?.id ?? '', code: 'InvalidParameter', message, senderFault: true };
  }
  try {
    await onPublish(entry.published);
    return undefined;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { id: entry.id, code: 'InternalError', message, senderFault: false };
  }
}

/** What refuses the batch whole, before anyone sees a message of it. */
function batchProblem(
  entries: readonly PublishEntry[],
): { readonly code: string; readonly message: string } | undefined {
  if (entries.length === 0) {
    return { code: 'EmptyBatchRequest', message: "The batch request doesn't contain any entries." };
  }
  if (entries.length > 10) {
    const message = 'The batch request contains more entries than permissible.';
    return { code: 'TooManyEntriesInBatchRequest', message };
  }
  if (entries.some(({ id }) => !/^[\w-]{1,80}$/.test(id))) {
    const message = 'A batch entry id can only contain alphanumeric characters, hyphens and underscores.';
    return { code: 'InvalidBatchEntryId', message };
  }
  if (new Set(entries.map(({ id }) => id)).size < entries.length) {
    const message = 'Two or more batch entries in the request have the same Id.';
    return { code: 'BatchEntryIdsNotDistinct', message };
  }
  if (entries.reduce((sum, { size }) => sum + size, 0) > 262_144) {
    const message = 'The length of all the messages put together is more than the limit.';
    return { code: 'BatchRequestTooLong', message };
  }
  return undefined;
}

const failedXml = ({ id, code, message, senderFault }: Failure): string =>
  `<member><Id>${id}</Id><Code>${code}</Code><Message>${escapeXml(message)}</Message>` +
  `<SenderFault>${String(senderFault)}</SenderFault></member>`;

const batchAnswer = (failed: string): AwsAnswer => ({
  status: 200,
  headers: { 'content-type': 'text/xml' },
  body: Buffer.from(
    `<PublishBatchResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishBatchResult><Successful/>` +
      `<Failed>${failed}</Failed></PublishBatchResult></PublishBatchResponse>`,
  ),
});
