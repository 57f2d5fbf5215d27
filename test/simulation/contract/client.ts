import { operationOf, type SimulatedService } from '../aws/service.ts';

/** The least of a client: every call takes effect when it is sent, and is answered at once. */
export const clientOf = (service: SimulatedService): object => ({
  send: async (command: { readonly input: object }) => {
    await Promise.resolve();
    return service.execute(operationOf(command), command.input);
  },
});
