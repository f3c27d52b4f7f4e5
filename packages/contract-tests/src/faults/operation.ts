import type { Sandbox, SandboxUrls, SandboxWebhooks } from "@comms-webhooks/sandbox";
import type { BaseClientOptions } from "comms-webhooks";
import { findOperation } from "../operations.ts";

/** Methods that HTTP defines as idempotent (RFC 9110, section 9.2.2). */
const idempotentMethods: readonly string[] = ["GET", "PUT", "DELETE"];

/** An operation of an API, called through its client. */
export interface Operation {
  readonly api: keyof SandboxUrls;
  readonly name: string;
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Whether it resolves with the JSON of a response, or needs no body. */
  readonly resolvesWith: "json" | "nothing";
  /** Whether its client finds out if a request was processed before it retries one that isn't idempotent. */
  readonly reconciles?: boolean;
  /** Calls it for a webhook, with the options of a client. */
  readonly call: (options: BaseClientOptions, id: string) => Promise<unknown>;
  /** Creates the webhook that the call is for, and returns its id. */
  readonly seed: (sandbox: Sandbox, options: BaseClientOptions) => Promise<string>;
  /** What it resolves with when all is well, by what the sandbox has afterwards. */
  readonly expected: (stored: SandboxWebhooks) => unknown;
  /** Whether the sandbox shows its effect; reading has none. */
  readonly isDone?: (stored: SandboxWebhooks) => boolean;
}

/** Returns whether an operation may be repeated even if it was processed, by the API's document. */
export function isIdempotent({ api, id, method }: Operation): boolean {
  return findOperation(api, id).operation["x-idempotent"] ?? idempotentMethods.includes(method);
}
