import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { EventBridgeServiceException } from '@aws-sdk/client-eventbridge';
import { SageMakerServiceException } from '@aws-sdk/client-sagemaker';
import { SecretsManagerServiceException } from '@aws-sdk/client-secrets-manager';
import { SNSServiceException } from '@aws-sdk/client-sns';
import type { Clients } from '../../../functions/runtime/clients.ts';
import type { ClientTraits, Container } from '../engine/container.ts';
import { operationOf, type SimulatedService } from './service.ts';

export type Services = Readonly<Record<keyof Clients, Pick<SimulatedService, 'execute'>>>;

type ExceptionClass = new (options: {
  name: string;
  message: string;
  $fault: 'client' | 'server';
  $metadata: { httpStatusCode: number };
}) => Error;

/** As `createClients` makes them. */
const traits: Readonly<Record<keyof Clients, ClientTraits>> = {
  sagemaker: traitsOf(SageMakerServiceException, 5, 10_000),
  dynamodb: traitsOf(DynamoDBServiceException, 5, 3000),
  sns: traitsOf(SNSServiceException, 2, 3500),
  secrets: traitsOf(SecretsManagerServiceException, 2, 2000),
  eventbridge: traitsOf(EventBridgeServiceException, 2, 3500),
};

/** The clients of one process. They take the official commands and answer as the official clients do. */
export function clientsOf(container: Container, services: Services): Clients {
  const client = (service: keyof Clients) => ({
    middlewareStack: { add: () => undefined },
    send: (command: { readonly input: object }, options?: { readonly abortSignal?: AbortSignal }) => {
      const operation = operationOf(command);
      const execute = () => services[service].execute(operation, command.input);
      return container.call(service, operation, traits[service], execute, options?.abortSignal);
    },
  });
  return {
    sagemaker: client('sagemaker'),
    dynamodb: client('dynamodb'),
    sns: client('sns'),
    secrets: client('secrets'),
    eventbridge: client('eventbridge'),
  } as unknown as Clients;
}

function traitsOf(Exception: ExceptionClass, attempts: number, timeout: number): ClientTraits {
  const make = (name: string, httpStatusCode: number) =>
    new Exception({
      name,
      message: `simulated ${name}`,
      $fault: httpStatusCode >= 500 ? 'server' : 'client',
      $metadata: { httpStatusCode },
    });
  return {
    attempts,
    timeout,
    failure(fault) {
      switch (fault) {
        case 'throttled':
          return make('ThrottlingException', 400);
        case 'unavailable':
          return make('InternalFailure', 500);
        case 'refused':
          return make('AccessDeniedException', 400);
        case 'lost':
          return Object.assign(new Error('simulated: no answer in time'), { name: 'TimeoutError' });
      }
    },
  };
}
