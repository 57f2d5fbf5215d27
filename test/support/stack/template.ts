/** A template of CloudFormation, as far as it is looked at. */
export interface CloudFormationTemplate {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
}

export interface TemplateResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
}

/** What AWS gives a resource once it is there. */
export interface Physical {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface Place {
  readonly account: string;
  readonly region: string;
}

/** A template with values in the place of CloudFormation's functions. A function or a resource that it does not know is an error. */
export class Resolver {
  readonly #physical: ReadonlyMap<string, Physical>;
  readonly #pseudo: Readonly<Record<string, string>>;

  constructor(physical: ReadonlyMap<string, Physical>, { account, region }: Place) {
    this.#physical = physical;
    this.#pseudo = { 'AWS::AccountId': account, 'AWS::Region': region, 'AWS::Partition': 'aws' };
  }

  resolve(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => this.resolve(one));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [name = '', argument] = entries[0] ?? [];
    if (entries.length !== 1 || !/^(?:Ref|Fn::.*)$/.test(name)) {
      return Object.fromEntries(entries.map(([key, one]) => [key, this.resolve(one)]));
    }
    switch (name) {
      case 'Ref':
        return this.#pseudo[String(argument)] ?? this.#find(String(argument)).ref;
      case 'Fn::GetAtt': {
        const [id = '', attribute = ''] = argument as string[];
        return this.#find(id).attributes[attribute] ?? unknown(`attribute ${attribute} of ${id}`);
      }
      case 'Fn::Join': {
        const [separator, parts] = argument as [string, unknown[]];
        return parts.map((part) => this.text(part)).join(separator);
      }
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([\w:]+)\}/g, (_, id: string) => this.text({ Ref: id }));
      default:
        return unknown(name);
    }
  }

  text(value: unknown): string {
    const resolved = this.resolve(value);
    return typeof resolved === 'string' ? resolved : unknown(`text in ${JSON.stringify(value)}`);
  }

  #find(id: string): Physical {
    return this.#physical.get(id) ?? unknown(`resource ${id}`);
  }
}

function unknown(what: string): never {
  throw new Error(`the template's ${what} cannot be resolved here`);
}
