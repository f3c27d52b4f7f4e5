/** Why a body couldn't be read: it is longer than the limit, or the connection broke. */
export type BodyProblem = "too-large" | "aborted";

/** The body was read before the receiver could read it, for example by a framework's JSON parser. */
export class BodyConsumedError extends TypeError {
  override readonly name = "BodyConsumedError" as const;

  constructor() {
    super(
      "The request's body was already read. The receiver needs the bytes as they were sent. " +
        "Put the receiver before the framework's body parser (in Express, before express.json(), or use express.raw()).",
    );
  }
}
