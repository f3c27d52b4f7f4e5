import type { Sandbox, SandboxUrls, SandboxWebhooks } from "@comms-webhooks/sandbox";
import type { BaseClientOptions } from "comms-webhooks";

/** An operation of an API, called through its client. */
export interface Operation {
  readonly api: keyof SandboxUrls;
  readonly name: string;
  readonly id: string;
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Its column in a table of faults: it resolves with JSON, isn't idempotent, or needs no body. */
  readonly column: "json" | "create" | "bodiless";
  /** Calls it for a webhook, with the options of a client. */
  readonly call: (options: BaseClientOptions, id: string) => Promise<unknown>;
  /** Creates the webhook that the call is for, and returns its id. */
  readonly seed: (sandbox: Sandbox, options: BaseClientOptions) => Promise<string>;
  /** What it resolves with when all is well, by what the sandbox has afterwards. */
  readonly expected: (stored: SandboxWebhooks) => unknown;
  /** Whether the sandbox shows its effect; reading has none. */
  readonly isDone?: (stored: SandboxWebhooks) => boolean;
}
