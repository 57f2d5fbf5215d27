import type { IncomingHttpHeaders } from 'node:http';

/** One call of AWS, as far as its request tells. */
export interface Call {
  /** As the signature names it: `sagemaker`, `dynamodb`. */
  readonly service: string;
  /** Of a REST service, method and path. */
  readonly operation: string;
  /** Name of the Lambda function that makes it; none for people. */
  readonly caller: string | undefined;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Reads a signed request. */
export function callOf(method: string, url: string, headers: IncomingHttpHeaders, body: Buffer): Call {
  const [, service = ''] = /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//u.exec(headers.authorization ?? '') ?? [];
  const [, caller] = /exec-env\/AWS_Lambda_([\w-]+)/u.exec(headers['user-agent'] ?? '') ?? [];
  const target = headers['x-amz-target'];
  const text = body.toString('utf8');
  if (typeof target === 'string') {
    const operation = target.slice(target.lastIndexOf('.') + 1);
    return { service, operation, caller, parameters: jsonOf(text) };
  }
  const form = new URLSearchParams(text);
  const action = headers['content-type']?.includes('x-www-form-urlencoded') ? form.get('Action') : null;
  if (action !== null) return { service, operation: action, caller, parameters: Object.fromEntries(form) };
  return { service, operation: `${method} ${url}`, caller, parameters: {} };
}

function jsonOf(text: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(text);
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
