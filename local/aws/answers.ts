import { randomUUID } from 'node:crypto';
import type { AwsAnswer, ServiceName } from './types.ts';

const jsonVersion: Record<Exclude<ServiceName, 'sns'>, string> = {
  sagemaker: '1.1',
  dynamodb: '1.0',
  sqs: '1.0',
  events: '1.1',
};

export function jsonAnswer(service: Exclude<ServiceName, 'sns'>, status: number, body: Buffer): AwsAnswer {
  return {
    status,
    headers: { 'content-type': `application/x-amz-json-${jsonVersion[service]}`, 'x-amzn-requestid': randomUUID() },
    body,
  };
}

/** An error as the given service writes it, for tests' interceptors too. Status 400 is the client's fault, 500 the service's. */
export function errorAnswer(service: ServiceName, type: string, message: string, status = 400): AwsAnswer {
  if (service === 'sns') return queryError(type, message, status);
  return jsonAnswer(service, status, Buffer.from(JSON.stringify({ __type: type, message })));
}

/** The error of the query protocol, which SNS speaks. */
export function queryError(code: string, message: string, status = 400): AwsAnswer {
  const fault = status < 500 ? 'Sender' : 'Receiver';
  const error = `<Error><Type>${fault}</Type><Code>${code}</Code><Message>${escapeXml(message)}</Message></Error>`;
  const requestId = randomUUID();
  return {
    status,
    headers: { 'content-type': 'text/xml', 'x-amzn-requestid': requestId },
    body: Buffer.from(`<ErrorResponse>${error}<RequestId>${requestId}</RequestId></ErrorResponse>`),
  };
}

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
