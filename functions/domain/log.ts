/** What the core says of its work; the entries bring a logger. Fields are plain JSON and hold no secret. */
export interface Log {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}
