import type { Change, Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { bareLink, changeItems, digestItems } from './chatbot-items.ts';
import { identifier, keywords, names, resource, short, toTitle } from './chatbot-words.ts';
import { byUrgency, digestHeadline } from '../shared/digest-wording.ts';
import type { Several } from '../shared/requests.ts';
import { defuseLine } from './markdown.ts';
import { plainBody } from './plain.ts';
import { bySubject, versionOf } from '../shared/subject.ts';
import { advice } from '../shared/watch-wording.ts';
import { headline, sentence } from '../shared/wording.ts';
import { whatToDo } from './watch-digest.ts';

/** A custom notification of Amazon Q Developer in chat applications, which drops without a word what has another shape. */
export interface ChatbotMessage {
  readonly version: '1.0';
  readonly source: 'custom';
  readonly content: {
    readonly textType: 'client-markdown';
    readonly title?: string;
    readonly description: string;
    readonly nextSteps?: readonly string[];
    readonly keywords?: readonly string[];
  };
  readonly metadata?: {
    /** Messages of one thread are shown as one, in channels that are set to do so. */
    readonly threadId?: string;
    readonly summary: string;
    readonly eventType: string;
    readonly relatedResources: readonly string[];
    /** What custom actions can refer to. */
    readonly additionalContext: Readonly<Record<string, string>>;
  };
}

/** A digest in a chat is to be read at a glance. */
export const mostChangesInChat = 25;

const custom = { version: '1.0', source: 'custom' } as const;
const textType = 'client-markdown';

/** One change. All that is told of a version is one thread, which its ARN names. */
export function chatbotBody({ id, change }: Notification, context: MessageContext): string {
  const title = toTitle(headline(change));
  const steps = nextSteps(change, context);
  const version = versionOf(change);
  return encode({
    ...custom,
    content: {
      textType,
      title,
      description: [defuseLine(sentence(change)), '', ...changeItems(change, context)].join('\n'),
      ...(steps.length === 0 ? {} : { nextSteps: steps }),
      keywords: keywords([change]),
    },
    metadata: {
      // Letter case may differ from one look to the next: SageMaker does not always keep it in ARNs.
      threadId: resource(change.arn.toLowerCase()),
      summary: title,
      eventType: change.kind,
      relatedResources: [resource(change.arn)],
      additionalContext: {
        id: identifier(id),
        kind: change.kind,
        ...names([change]),
        ...(version === undefined ? {} : { version: String(version) }),
        account: short(context.account),
        region: short(context.region),
      },
    },
  });
}

function nextSteps(change: Change, context: MessageContext): readonly string[] {
  if (change.kind === 'watch-failed') return [advice(change)];
  const link = bareLink(change, context);
  return link === undefined ? [] : [`Look at it: ${link}`];
}

/** Several changes of one digest key, a line for each. It is of no version's thread. */
export function chatbotDigestBody(entries: Several, context: MessageContext): string {
  const [{ change: first }] = entries;
  const changes = entries.map(({ change }) => change).toSorted((a, b) => byUrgency(a, b) || bySubject(a, b));
  const title = toTitle(digestHeadline(changes));
  const steps = whatToDo(changes.filter((change) => change.kind === 'watch-failed'));
  return encode({
    ...custom,
    content: {
      textType,
      title,
      description: [title, '', ...digestItems(changes, context)].join('\n'),
      ...(steps.length === 0 ? {} : { nextSteps: steps }),
      keywords: keywords(changes),
    },
    metadata: {
      summary: title,
      eventType: first.kind,
      relatedResources: changes.map(({ arn }) => resource(arn)),
      additionalContext: {
        kind: first.kind,
        ...names(changes),
        account: short(context.account),
        region: short(context.region),
      },
    },
  });
}

/** The least that Amazon Q Developer takes. */
export function chatbotPlainBody(notification: Notification): string {
  return encode({ ...custom, content: { textType, description: defuseLine(plainBody(notification)) } });
}

/** Every text in it is clean, line by line: JSON's own escapes are enough. */
function encode(message: ChatbotMessage): string {
  return JSON.stringify(message);
}
