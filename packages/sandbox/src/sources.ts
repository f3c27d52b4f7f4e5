/** Where the sandbox takes the time and its random ids from. */
export interface Sources {
  /** The time now. */
  readonly now: () => Date;
  /** A new UUID. */
  readonly randomUUID: () => string;
}
