import type { Clients } from '../../../functions/runtime/clients.ts';
import type { Client } from '../engine/call.ts';
import type { Container } from '../engine/container.ts';
import type { Failure } from '../engine/fault.ts';
import { faults, unanswered } from './faults.ts';
import { operationOf, type SimulatedService } from './service.ts';

export type Services = Readonly<Record<keyof Clients, Pick<SimulatedService, 'execute'>>>;

/** As `createClients` makes them. */
const traits: Readonly<Record<keyof Clients, Pick<Client<object>, 'attempts' | 'timeout'>>> = {
  sagemaker: { attempts: 5, timeout: 10_000 },
  dynamodb: { attempts: 5, timeout: 3000 },
  sns: { attempts: 2, timeout: 3500 },
  secrets: { attempts: 2, timeout: 2000 },
  eventbridge: { attempts: 2, timeout: 3500 },
};

/** What a client has to do before it may call. */
type Sign = () => Promise<unknown> | undefined;

/** The clients of one process. They take the official commands and answer as the official clients do. */
export function clientsOf(
  container: Container,
  services: Services,
  signs: { readonly [service in keyof Clients]?: Sign } = {},
): Clients {
  const client = (service: keyof Clients) => ({
    middlewareStack: { add: () => undefined },
    send: async (command: { readonly input: object }, options?: { readonly abortSignal?: AbortSignal }) => {
      await signs[service]?.();
      const operation = operationOf(command);
      return container.call({
        client: { service, ...traits[service], fail: failOf(service) },
        operation,
        input: command.input,
        execute: () => services[service].execute(operation, command.input),
        signal: options?.abortSignal,
      });
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

/** Of the one client that assumes roles. */
export const stsOf = (container: Container, sts: SimulatedService) => ({
  send: (command: { readonly input: object }) =>
    container.call({
      client: { service: 'sts', attempts: 3, timeout: 3000, fail: failOf('sts') },
      operation: operationOf(command),
      input: command.input,
      execute: () => sts.execute(operationOf(command), command.input),
    }),
});

/** The error that the SDK's client throws then. */
const failOf =
  (service: keyof typeof faults) =>
  (failure: Failure): never => {
    if (failure === 'cut') throw unanswered.cut();
    if (failure === 'aborted') throw unanswered.aborted();
    if (failure === 'lost') throw unanswered['timed out']();
    throw faults[service][failure]();
  };
