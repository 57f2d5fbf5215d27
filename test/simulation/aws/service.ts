/**
 * A simulated AWS service: a state machine without clock, randomness or I/O. A call takes effect whole and at once, or throws and
 * has none; when it happens, and when or whether its answer arrives, is its caller's business.
 */
export interface SimulatedService {
  /**
   * Gives what the SDK's client would resolve with, or throws what it would reject with. Nothing that comes in or goes out is
   * shared with the service.
   *
   * @param operation in AWS's words, such as `GetItem`
   * @param input of the SDK's command
   */
  execute(operation: string, input: object): object;
}

/**
 * What was asked is beyond what is simulated. That is the simulation's lack and not an answer of AWS: whoever runs it must let
 * no fault handling swallow this.
 */
export class NotSimulatedError extends Error {
  override readonly name = 'NotSimulatedError';
}

/** `GetItem` of a GetItemCommand. */
export const operationOf = (command: object): string => command.constructor.name.replace(/Command$/u, '');

/** What the SDK tells of a call. A real one has an id, which nobody may depend on. */
export const metadata = (httpStatusCode = 200) => ({
  httpStatusCode,
  requestId: 'simulated',
  attempts: 1,
  totalRetryDelay: 0,
});

/** Refuses parameters that would be ignored here but not by AWS. */
export function takesOnly(operation: string, input: object, parameters: readonly string[]): void {
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined && !parameters.includes(name)) {
      throw new NotSimulatedError(`${operation} with ${name}; what is simulated: ${parameters.join(', ')}`);
    }
  }
}
