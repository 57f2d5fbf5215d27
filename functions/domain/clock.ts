/** Time and chance, handed in: nothing below an entry reads them by itself. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  sleep(ms: number): Promise<void>;
}
