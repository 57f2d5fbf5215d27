import type { Site } from '../engine/fault.ts';

/**
 * Where in the product a call is made, as far as it can be told from outside: by whom, and for what. Two places of the code that ask
 * the same of the same are one.
 */
export const siteOf = ({ caller, service, operation, input }: Site): string => {
  const purpose = purposeOf({ service, operation }, input);
  return `${caller} ${service} ${operation}${purpose ? ` ${purpose}` : ''}`;
};

/** Whether that is one of the listings that come in pages. */
export const isListing = ({ service, operation }: Pick<Site, 'service' | 'operation'>): boolean =>
  service === 'sagemaker' && operation.startsWith('List');

/** Of what is asked, all that tells purposes apart. */
interface Input {
  readonly Key?: Stored;
  readonly Item?: Stored;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ModelPackageType?: string;
  readonly ModelPackageGroupName?: string;
  readonly TopicArn?: string;
}

type Stored = Readonly<Record<'pk' | 'sk', { readonly S: string }>>;

function purposeOf({ service, operation }: Pick<Site, 'service' | 'operation'>, input: Input = {}): string {
  switch (service) {
    case 'dynamodb':
      return purposeInTable(input);
    case 'sagemaker':
      if (operation !== 'ListModelPackages') return '';
      return `${input.ModelPackageType ?? ''}${input.ModelPackageGroupName === undefined ? '' : ' of a group'}`;
    case 'sns':
      return input.TopicArn?.split(':').at(-1) ?? '';
    default:
      return '';
  }
}

function purposeInTable({ Key, Item, ExpressionAttributeNames = {} }: Input): string {
  const { pk, sk } = Key ?? Item ?? {};
  // A query has no key.
  if (!pk || !sk) return '';
  const names = Object.values(ExpressionAttributeNames);
  const [partition = ''] = pk.S.split('#');
  if (partition === 'destination') return names.includes('why') ? 'destination closed' : 'destination';
  if (pk.S.includes('#')) return partition;
  const kind = sk.S.slice(0, sk.S.indexOf('#', 1));
  if (sk.S === '#source') return 'source';
  if (kind === 'outbox' || kind === 'parked') return kind;
  return names.includes('rev') ? 'record' : names.length > 0 ? 'deliveries' : 'collection';
}
