import { SageMakerClient, type ListModelPackages$ } from '@aws-sdk/client-sagemaker';

/** An operation as the official client exports it: `[kind, namespace, name, traits, input, output]`. */
export type StaticOperationSchema = typeof ListModelPackages$;

/** Of an operation's input or output. */
export type Schema = StaticOperationSchema[4];

/**
 * The client's own JSON codec, taken from a client that is never sent anything. It names and types every member as the
 * service does: what it writes is what the same client expects to read, timestamps with their fraction included.
 */
const codec = new SageMakerClient({
  region: 'us-east-1',
  credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
}).config.protocol.getPayloadCodec();

export function encode(schema: Schema, value: unknown): Buffer {
  const serializer = codec.createSerializer();
  serializer.write(resolved(schema), value);
  const bytes: unknown = serializer.flush();
  if (typeof bytes === 'string') return Buffer.from(bytes);
  // By its memory: the codec's bytes imitate a string too, and warn whoever takes them for one.
  if (bytes instanceof Uint8Array) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  throw new TypeError('The SageMaker client writes JSON neither as text nor as bytes: has its codec changed?');
}

export async function decode(schema: Schema, body: string): Promise<Record<string, unknown>> {
  const value: unknown = await codec.createDeserializer().read(resolved(schema), Buffer.from(body));
  return { ...(value as object) };
}

/** Whether it has no members, so that the service writes no body at all. */
export const isUnit = (schema: Schema): boolean => resolved(schema) === 'unit';

/** Structures are named by a function, so that they may be declared in any order. */
const resolved = (schema: Schema): Exclude<Schema, () => unknown> => (typeof schema === 'function' ? schema() : schema);
