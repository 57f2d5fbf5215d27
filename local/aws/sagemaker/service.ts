import type { IncomingHttpHeaders } from 'node:http';
import { errorAnswer, jsonAnswer } from '../answers.ts';
import type { AwsAnswer, AwsCall, Service } from '../types.ts';
import { decode, encode, isUnit } from './codec.ts';
import { checkConstraints, isObject } from './constraints.ts';
import { SageMakerError } from './errors.ts';
import type { Context, Operation } from './operation.ts';
import { changePackageOperations } from './operations/change-package.ts';
import { createPackageOperation } from './operations/create-package.ts';
import { describePackageOperations } from './operations/describe-package.ts';
import { groupOperations } from './operations/groups.ts';
import { imageOperations } from './operations/images.ts';
import { imageVersionOperations } from './operations/image-versions.ts';
import { listImageVersionsOperation } from './operations/list-image-versions.ts';
import { listImagesOperation } from './operations/list-images.ts';
import { listPackagesOperation } from './operations/list-packages.ts';
import { tagOperations } from './operations/tags.ts';
import type { Actor } from './records.ts';
import type { RegistryEvents } from './registry-events.ts';

const all: readonly Operation[] = [
  ...groupOperations,
  createPackageOperation,
  ...describePackageOperations,
  ...changePackageOperations,
  listPackagesOperation,
  ...imageOperations,
  listImagesOperation,
  ...imageVersionOperations,
  listImageVersionsOperation,
  ...tagOperations,
];

/** Every operation served, by its name. */
export const sageMakerOperations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.schema[2], operation]),
);

type Settings = Omit<Context, 'actor' | 'emit'> & { readonly events: RegistryEvents };

export function sageMakerService(settings: Settings): Service {
  return async (call) => {
    try {
      return await answer(settings, call);
    } catch (error) {
      if (error instanceof SageMakerError) return errorAnswer('sagemaker', error.type, error.message);
      throw error;
    }
  };
}

async function answer({ events, ...settings }: Settings, call: AwsCall): Promise<AwsAnswer> {
  const operation = sageMakerOperations.get(call.operation);
  if (!operation) {
    const known = [...sageMakerOperations.keys()].join(', ');
    throw new SageMakerError(
      'UnknownOperationException',
      `SageMaker ${call.operation} is not served here; what is: ${known}`,
    );
  }
  const wire = timestampsAsNumbers(parse(call.body));
  checkConstraints(wire, operation.constraints);
  const [, , , , inputSchema, outputSchema] = operation.schema;
  const input = await decode(inputSchema, JSON.stringify(wire));
  const actor = actorOf(call.headers, settings.scope.account);
  // One transaction per call: an operation that is refused half-way leaves nothing, and it is on disk before it is answered.
  const output = events.during(settings.store, (emit) => operation.run({ ...settings, actor, emit }, input as never));
  return jsonAnswer('sagemaker', 200, isUnit(outputSchema) ? Buffer.alloc(0) : encode(outputSchema, output));
}

function parse(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.length === 0 ? '{}' : body.toString());
    if (isObject(value)) return value;
  } catch {
    // Told below: no JSON, like JSON that is no object, is no request.
  }
  throw new SageMakerError('SerializationException', 'The request is not a JSON object');
}

/** Clients write a timestamp as seconds; some, and people with curl, as ISO text, which the codec does not take. */
function timestampsAsNumbers(input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => {
        if (!/^(Creation|LastModified)Time(After|Before)$/.test(name) || typeof value !== 'string')
          return [name, value];
        const seconds = Number(value);
        return [name, Number.isNaN(seconds) ? Date.parse(value) / 1000 : seconds];
      }),
  );
}

/** The signature is not checked; the key that made it is taken for a user's name, as far as IAM would let a user be called so. */
function actorOf({ authorization = '' }: IncomingHttpHeaders, account: string): Actor {
  const [, key = 'anonymous'] = /Credential=([^/]+)\//.exec(authorization) ?? [];
  const name = key.replace(/[^\w+=,.@-]/g, '-').slice(0, 64);
  return { arn: `arn:aws:iam::${account}:user/${name}`, principalId: name };
}
