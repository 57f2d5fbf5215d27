import { invalid } from './errors.ts';

export interface Source {
  readonly account: string;
  readonly region: string;
}

type Resource = 'model-package-group' | 'model-package' | 'image' | 'image-version';

/** What a request calls a resource by. Letter case never tells two of them apart. */
export interface Reference {
  /** The name in lower case; of another account's resource something that no name can be. */
  readonly key: string;
  readonly arn: string;
}

/** How this registry writes ARNs: SageMaker was seen to keep a name's capitals there, and to give them up. */
export class Arns {
  readonly source: Source;
  readonly #lowerCases: boolean;

  constructor(source: Source, lowerCases: boolean) {
    this.source = source;
    this.#lowerCases = lowerCases;
  }

  of(type: Resource, path: string): string {
    // An image version's never has capitals: its pattern takes none.
    const written = this.#lowerCases || type === 'image-version' ? path.toLowerCase() : path;
    return `arn:aws:sagemaker:${this.source.region}:${this.source.account}:${type}/${written}`;
  }

  /** By a name or an ARN. */
  reference(type: Resource, nameOrArn: string): Reference {
    if (!nameOrArn.startsWith('arn:')) return { key: nameOrArn.toLowerCase(), arn: this.of(type, nameOrArn) };
    const [, , , region, account, resource = ''] = nameOrArn.split(':');
    if (region !== this.source.region) throw invalid(`ARN should be scoped to correct region: ${this.source.region}`);
    const isOwn = account === this.source.account && resource.startsWith(`${type}/`);
    return { key: isOwn ? resource.slice(type.length + 1).toLowerCase() : nameOrArn, arn: nameOrArn };
  }
}
