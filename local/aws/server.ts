import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { errorAnswer, queryError } from './answers.ts';
import { listen } from './loopback.ts';
import { routeOf } from './route.ts';
import type { AwsAnswer, AwsCall, Interceptor, Service, ServiceName } from './types.ts';

// DynamoDB takes 16 MB; nothing that is served here takes more.
const maxBodyBytes = 16 * 1024 * 1024;

export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  readonly port: number;

  constructor(port: number, cause: unknown) {
    super(`Port ${port} is in use: stop what listens there, or choose another port`, { cause });
    this.port = port;
  }
}

/** One endpoint for all services. Resolves when it listens, on loopback only. */
export async function startServer(
  port: number,
  services: Readonly<Record<ServiceName, Service>>,
  intercept: Interceptor = (_call, next) => next(),
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((request, response) => {
    handle(request, response, services, intercept).catch(() => {
      // The client went away while it was sending: nobody is left to be told.
      request.socket.destroy();
    });
  });
  // A client that opens a request and sends nothing more must not hold a connection for ever; SQS's long polls may last 20 s,
  // but those are answers, not requests. Idle connections outlive the SDKs' own pauses between two polls.
  server.requestTimeout = 30_000;
  server.keepAliveTimeout = 60_000;
  try {
    return { server, port: await listen(server, port) };
  } catch (error) {
    if (hasCode(error) && error.code === 'EADDRINUSE') throw new PortInUseError(port, error);
    throw error;
  }
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  services: Readonly<Record<ServiceName, Service>>,
  intercept: Interceptor,
): Promise<void> {
  const body = await readBody(request);
  if (body === 'too large') {
    write(
      response,
      errorAnswer('dynamodb', 'RequestEntityTooLarge', `A request has at most ${maxBodyBytes} bytes`, 413),
    );
    return;
  }
  if (request.method === 'GET') {
    write(response, health);
    return;
  }
  const route = routeOf(request.headers, body);
  if (!route) {
    write(response, unknownService(request));
    return;
  }
  const call: AwsCall = { ...route, headers: request.headers, body };
  const answer = await answerTo(call, () => services[call.service](call), intercept);
  if (answer === 'hang-up') request.socket.destroy();
  else write(response, answer);
}

async function answerTo(
  call: AwsCall,
  next: () => Promise<AwsAnswer>,
  intercept: Interceptor,
): Promise<AwsAnswer | 'hang-up'> {
  try {
    return await intercept(call, next);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return errorAnswer(
      call.service,
      call.service === 'dynamodb' ? 'InternalServerError' : 'InternalFailure',
      message,
      500,
    );
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer | 'too large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end all the same: a client that is still sending does not hear an answer.
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : 'too large';
}

function unknownService({ headers }: IncomingMessage): AwsAnswer {
  const target = headers['x-amz-target'];
  const served = 'SageMaker (model registry), DynamoDB, SNS and SQS (JSON protocol)';
  if (typeof target === 'string') {
    return errorAnswer('sagemaker', 'UnknownOperationException', `${target} is not served here; what is: ${served}`);
  }
  return queryError('InvalidAction', `This request is for no service that is served here; what is: ${served}`);
}

const health: AwsAnswer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: Buffer.from(JSON.stringify({ status: 'ok', services: ['sagemaker', 'dynamodb', 'sns', 'sqs', 'events'] })),
};

function write(response: ServerResponse, { status, headers, body }: AwsAnswer): void {
  response.writeHead(status, { ...headers, 'content-length': body.length });
  response.end(body);
}

/** By its shape: under a test runner a system error is of another realm's class. */
const hasCode = (error: unknown): error is { readonly code: unknown } =>
  typeof error === 'object' && error !== null && 'code' in error;
