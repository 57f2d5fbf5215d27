/** Who is not held to a case, and why. */
export interface Unlike {
  readonly embedded?: string;
  readonly ministack?: string;
}
