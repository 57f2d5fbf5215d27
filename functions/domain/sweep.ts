/** Where a look at a whole registry goes on that is too great for one poll. */
export interface Position {
  /** Whether the account is listed at once, or group by group: the other way, it must begin anew. */
  readonly accountWide: boolean;
  /** The key of the listing that is under way. */
  readonly listing: string;
  /** The creation time from which on it is to be listed, inclusive; absent: all of it. */
  readonly from?: number;
}

/** A look at the whole registry that takes several polls. */
export interface Sweep {
  /** When it began, epoch ms. */
  readonly began: number;
  /** Absent: it is over. It took several polls, and so will the next. */
  readonly next?: Position;
}
