/** A notification that a destination accepted. */
export interface Accepted {
  readonly destination: string;
  readonly id: string;
  /** Epoch ms, as all times here. */
  readonly at: number;
  /** Whether something befell the process that sent it, so that it may not have known of the acceptance, or not have kept it. */
  readonly isUnsure: () => boolean;
  /** Whether that process had stood still, or was over its time: another may have sent it meanwhile. */
  readonly isLate: () => boolean;
  readonly change: Told;
}

/** A change as it is told to programs. */
export interface Told {
  readonly kind: string;
  readonly arn: string;
  readonly at: string;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly approvalStatus?: string | undefined;
  readonly since?: string | undefined;
}

/** What is true of something from one time on: its approval status, or its status if it has none. */
export interface Stand {
  readonly at: number;
  readonly value: string;
  readonly hasFailed: boolean;
}

/** One life of a model package or image version: a number that is given again is another. */
export interface Life {
  readonly source: string;
  readonly arn: string;
  /** The group, the image, or nothing for an unversioned package. */
  readonly within?: string | undefined;
  readonly isImage: boolean;
  readonly createdAt: number;
  readonly removedAt?: number | undefined;
  /** Oldest first. */
  readonly stands: readonly Stand[];
}

/** Of a group or image with all that was in it. */
export interface Removal {
  readonly source: string;
  readonly within: string;
  readonly at: number;
}

/** A poll that nothing befell, and that saw the present. */
export interface CleanPoll {
  /** Whose registry it looked at. */
  readonly source: string;
  readonly began: number;
  readonly ended: number;
}

/** The same of an event: one thing was looked at, as a describe sees it. */
export interface CleanReact extends CleanPoll {
  /** Names in it may be in lower case. */
  readonly arn: string;
}

/** For how long a config was the one that was deployed. */
export interface Era {
  readonly from: number;
  readonly destinations: readonly string[];
  /** Of what nothing is told, by the name of its group. */
  readonly omits?: string | undefined;
}

/** The table was made again what it had been before. */
export interface Restore {
  readonly at: number;
  readonly to: number;
}

export interface Evidence {
  readonly lives: readonly Life[];
  readonly removals: readonly Removal[];
  readonly accepted: readonly Accepted[];
  readonly cleanPolls: readonly CleanPoll[];
  readonly cleanReacts: readonly CleanReact[];
  /** By source, when its rules came into force, at the earliest. */
  readonly inForce: ReadonlyMap<string, number>;
  readonly eras: readonly Era[];
  readonly restores: readonly Restore[];
  /** Of reminders, if there are any: ms until the first, and between two. */
  readonly reminds?: { readonly after: number; readonly every: number } | undefined;
  /** Since when nothing failed; nothing, if that never was. */
  readonly peaceSince?: number | undefined;
  readonly end: number;
}
