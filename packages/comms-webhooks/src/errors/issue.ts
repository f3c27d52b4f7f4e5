/** A mistake in a value, by Standard Schema. */
export interface Issue {
  /** The field, what was expected and what came. */
  readonly message: string;
  /** Where the mistake is: the keys and indexes from the value down. */
  readonly path: readonly (string | number)[];
}
