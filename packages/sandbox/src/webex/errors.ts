import type { ErrorResponse } from "@comms-webhooks/webex-types";
import type { Context, Env } from "hono";
import { limited } from "../http/issues.js";
import { type BodyProblem, bodyProblems } from "../http/request.js";
import type { WebexAccount } from "./account.js";

/** What the Webex app keeps with a request. */
export interface WebexEnv extends Env {
  Variables: {
    /** Identifies the request. */
    trackingId: string;
    /** The account of its token. */
    account: WebexAccount;
  };
}

/** The context of a request to the Webex app. */
export type WebexContext = Context<WebexEnv>;

/** The statuses of error responses, each declared by the spec. */
export type WebexErrorStatus = 400 | 401 | 404 | 405 | 415 | 500;

/** Returns an error response in the form of Webex: a sentence for each mistake. */
export function webexError(c: WebexContext, status: WebexErrorStatus, mistakes: readonly string[]): Response {
  const descriptions = limited(mistakes);
  const body: ErrorResponse = {
    message: descriptions.join("; "),
    errors: descriptions.map((description) => ({ description })),
    trackingId: c.get("trackingId"),
  };
  return c.json(body, status);
}

/** Returns the response to a body that couldn't be read. */
export function webexBodyError(c: WebexContext, problem: BodyProblem): Response {
  if (problem !== "media-type") return webexError(c, 400, [bodyProblems[problem]]);
  // A missing media type counts as text, as in an emulator by the vendor.
  return webexError(c, 415, [`Content type '${c.req.header("content-type") || "text/plain"}' not supported`]);
}
