import { imageOf } from '../functions/domain/collection.ts';
import { errorAnswer, type Interceptor } from './aws/index.ts';
import type { Deed } from './deed.ts';
import type { SlackStandIn } from './slack/index.ts';

/** What goes wrong around the notifier for a while, and what comes of it. */
export class Mishaps {
  /** If anyone is told there. */
  readonly slack: SlackStandIn | undefined;
  #refused: string | undefined;

  constructor(slack: SlackStandIn | undefined) {
    this.slack = slack;
  }

  breakSlack(): readonly Deed[] {
    this.slack?.fail({ status: 503, body: 'Service Unavailable' });
    return [];
  }

  mendSlack(): readonly Deed[] {
    this.slack?.fail();
    return [];
  }

  /** As IAM does when a policy was edited. */
  refuseImage(name: string): Deed {
    this.#refused = name;
    return { kind: 'watch-failed', subject: name, collection: imageOf(name) };
  }

  allowImage(name: string): Deed {
    this.#refused = undefined;
    return { kind: 'watch-recovered', subject: name, collection: imageOf(name) };
  }

  /** To be put before the embedded AWS. */
  readonly intercept: Interceptor = async ({ service, operation, body }, next) => {
    const image = this.#refused;
    const isRefused = service === 'sagemaker' && operation === 'ListImageVersions' && image !== undefined;
    if (!isRefused || !body.includes(JSON.stringify(image))) return next();
    const message = `User is not authorized to perform: sagemaker:ListImageVersions on resource: image/${image} because no identity-based policy allows the sagemaker:ListImageVersions action`;
    return errorAnswer(service, 'AccessDeniedException', message);
  };
}
