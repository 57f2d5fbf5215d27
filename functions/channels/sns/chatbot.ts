import type { Notification } from '../../domain/change.ts';
import type { MessageContext } from '../../domain/channel.ts';
import { bareLink, changeItems, versionItems } from './chatbot-items.ts';
import { identifier, keywords, resource, short, toTitle } from './chatbot-words.ts';
import { digestHeadline } from '../shared/digest-wording.ts';
import type { DigestEntry } from './digest.ts';
import { defuseLine } from './markdown.ts';
import { plainBody } from './plain.ts';
import { groupName, headline, sentence } from '../shared/wording.ts';

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
  const link = bareLink(change, context);
  return encode({
    ...custom,
    content: {
      textType,
      title,
      description: [defuseLine(sentence(change)), '', ...changeItems(change, context)].join('\n'),
      ...(link === undefined ? {} : { nextSteps: [`Look at it: ${link}`] }),
      keywords: keywords([change]),
    },
    metadata: {
      // Letter case may differ from one look to the next: SageMaker does not always keep it in ARNs.
      threadId: resource(change.arn).toLowerCase(),
      summary: title,
      eventType: change.kind,
      relatedResources: [resource(change.arn)],
      additionalContext: {
        id: identifier(id),
        kind: change.kind,
        group: short(groupName(change)),
        ...('version' in change ? { version: String(change.version) } : {}),
        account: short(context.account),
        region: short(context.region),
      },
    },
  });
}

/** Several changes of one kind in one group, a line for each version. It is of no version's thread. */
export function chatbotDigestBody(entries: readonly DigestEntry[], context: MessageContext): string {
  const changes = entries.map(({ change }) => change).toSorted((a, b) => a.version - b.version);
  const title = toTitle(digestHeadline(changes));
  const [kind = '', group = ''] = keywords(changes);
  return encode({
    ...custom,
    content: {
      textType,
      title,
      description: [title, '', ...versionItems(changes, context)].join('\n'),
      keywords: keywords(changes),
    },
    metadata: {
      summary: title,
      eventType: kind,
      relatedResources: changes.map(({ arn }) => resource(arn)),
      additionalContext: {
        kind,
        group,
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
