import * as sagemaker from '@aws-sdk/client-sagemaker';
import { decode, encode, isUnit } from '../../../local/aws/sagemaker/codec.ts';
import { sageMakerOperations } from '../../../local/aws/sagemaker/service.ts';
import type { Shape } from '../../../local/aws/sagemaker/shape.ts';
import { describeSchema, sample, type Described } from './schema.ts';

const operations = [...sageMakerOperations];
const client = new sagemaker.SageMakerClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
});

interface Captured {
  readonly body: string;
  readonly target: string | undefined;
}

/** What the official client writes for an input, and reads from an answer, of the operation with that name. */
async function roundTrip(name: string, input: unknown, answer: Buffer): Promise<{ sent: Captured; received: unknown }> {
  const command = (sagemaker as unknown as Record<string, new (input: unknown) => sagemaker.ListTagsCommand>)[
    `${name}Command`
  ];
  if (!command) throw new Error(`The client has no ${name}`);
  let sent: Captured | undefined;
  const stub = new sagemaker.SageMakerClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    requestHandler: {
      handle: (request: { body: Uint8Array; headers: Record<string, string> }) => {
        // By its memory: the client's bytes imitate a string too, and warn whoever takes them for one.
        const { buffer, byteOffset, byteLength } = request.body;
        const body = Buffer.from(buffer, byteOffset, byteLength).toString();
        sent = { body, target: request.headers['x-amz-target'] };
        return Promise.resolve({ response: new Response(answer) });
      },
    },
  });
  const { $metadata, ...received } = await stub.send(new command(input));
  expect($metadata.attempts).toBe(1);
  if (!sent) throw new Error('Nothing was sent');
  return { sent, received };
}

class Response {
  readonly statusCode = 200;
  readonly headers = {};
  readonly body: Uint8Array;

  constructor(body: Buffer) {
    this.body = new Uint8Array(body);
  }
}

afterAll(() => {
  client.destroy();
});

test.each(operations)('%s: our table has the members, types and requirements of the client', (_name, operation) => {
  expect(comparable(operation.constraints)).toEqual(describeSchema(operation.schema[4]));
});

test.each(operations)('%s: what the client writes is read whole', async (name, operation) => {
  const input = sample(describeSchema(operation.schema[4]));
  const { sent } = await roundTrip(name, input, Buffer.from('{}'));

  expect(sent.target).toBe(`SageMaker.${name}`);
  expect(await decode(operation.schema[4], sent.body)).toEqual(input);
});

test.each(operations)('%s: what we answer is read whole by the client', async (name, operation) => {
  const output = sample(describeSchema(operation.schema[5]));
  const body = isUnit(operation.schema[5]) ? Buffer.alloc(0) : encode(operation.schema[5], output);
  const { received } = await roundTrip(name, sample(describeSchema(operation.schema[4])), body);

  expect(received).toEqual(output);
});

test('the client is the one we describe it to be', () => {
  expect(client.config.protocol.getShapeId()).toBe('aws.protocols#awsJson1_1');
});

/** Our table without what the client's schemas cannot say. */
function comparable(shape: Shape): Described {
  switch (shape.kind) {
    case 'text':
    case 'enum':
      return { kind: 'text' };
    case 'integer':
    case 'flag':
    case 'timestamp':
      return { kind: shape.kind };
    case 'list':
      return { kind: 'list', of: comparable(shape.of) };
    case 'map':
      return { kind: 'map', value: comparable(shape.value) };
    case 'structure': {
      const members = Object.entries(shape.members).map(([name, member]) => [name, comparable(member)] as const);
      // Where the service demands a token the client makes one up, and so demands none of its caller.
      const required = shape.required.filter((name) => name !== 'ClientToken');
      return { kind: 'structure', members: Object.fromEntries(members), required };
    }
  }
}
