/** State that cannot be read, or was written by a newer release: nothing is done with it, and nothing is lost. */
export class StateError extends Error {
  override readonly name = 'StateError';
}
