import type { Answer, Describe } from "./response.js";

/** What is known of an API. */
export interface Vendor {
  readonly operations: {
    readonly [id: string]: { readonly method: string; readonly path: string; readonly idempotent: boolean };
  };
  readonly describe: Describe;
  /** The fields whose values are secrets. */
  readonly secretFields: readonly string[];
}

/** A call of the generated client, which builds a request anew for each attempt and leaves the answer to the exchange. */
export type Send = (init: {
  fetch: (request: Request) => Promise<Response>;
  headers: Record<string, string>;
  signal: AbortSignal;
  redirect: "manual";
}) => Promise<unknown>;

/** An operation to do. */
export interface Sending<Output> {
  readonly operationId: string;
  readonly send: Send;
  /** The body that is sent, for its secrets and for hints. */
  readonly body?: unknown;
  /** Makes the output of an answer with a status of 2xx. */
  readonly read: (answer: Answer) => Output | Promise<Output>;
  /** The status that says, after an attempt without an answer, that it was done by that. */
  readonly doneStatus?: number;
  /**
   * Finds what came of an operation that is not idempotent, or that nothing did, before it is done again; it throws where
   * that can't be told.
   */
  readonly look?: () => Promise<Output | undefined>;
}
