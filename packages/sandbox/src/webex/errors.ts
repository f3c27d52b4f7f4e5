import type { ErrorResponse } from "@comms-webhooks/webex-types";
import type { Context, Env } from "hono";
import { limited } from "../http/issues.js";
import type { JsonBody } from "../http/read-json.js";
import type { WebexAccount } from "./account.js";

/** What the Webex part keeps for a request. */
export interface WebexEnv extends Env {
  Variables: {
    /** Identifies the request. */
    trackingId: string;
    /** Whose token it has. */
    account: WebexAccount;
  };
}

/** The context of a request to the Webex part. */
export type WebexContext = Context<WebexEnv>;

/** The statuses of errors that the sandbox gives, each declared by the spec. */
export type WebexErrorStatus = 400 | 401 | 404 | 405 | 415 | 500;

/** Answers with an error in the form of Webex: a sentence for each mistake. */
export function webexError(c: WebexContext, status: WebexErrorStatus, mistakes: readonly string[]): Response {
  const descriptions = limited(mistakes);
  const body: ErrorResponse = {
    message: descriptions.join("; "),
    errors: descriptions.map((description) => ({ description })),
    trackingId: c.get("trackingId"),
  };
  return c.json(body, status);
}

/** Answers to a body that could not be read. */
export function webexBodyError(c: WebexContext, problem: NonNullable<JsonBody["problem"]>): Response {
  switch (problem) {
    case "media-type":
      // A missing one counts as text, as an emulator of the vendor has it.
      return webexError(c, 415, [`Content type '${c.req.header("content-type") || "text/plain"}' not supported`]);
    case "too-large":
      return webexError(c, 400, ["The body is larger than 1 MiB."]);
    case "malformed":
      return webexError(c, 400, ["The body is not valid JSON."]);
  }
}
