import { errorCodes } from "@comms-webhooks/8x8-client/data";
import type { ErrorResponse } from "@comms-webhooks/8x8-types";
import type { Context, Env } from "hono";
import { isoTime, type Sources } from "../clock/sources.js";
import { limited } from "../http/issues.js";
import { type BodyProblem, bodyProblems } from "../http/request.js";
import type { Account8x8 } from "./store.js";

/** What the 8x8 app keeps with a request. */
export interface Env8x8 extends Env {
  Variables: {
    /** The clock and the source of ids. */
    sources: Sources;
    /** The API key. */
    token: string;
    /** The account that the request is about. */
    account: Account8x8;
  };
}

/** The context of a request to the 8x8 app. */
export type Context8x8 = Context<Env8x8>;

/** The statuses of error responses. Besides the first two and 500 they are the spec's `default`. */
export type ErrorStatus8x8 = 400 | 401 | 404 | 405 | 413 | 415 | 500;

/** Returns an error response in the form of 8x8. */
export function error8x8(
  c: Context8x8,
  status: ErrorStatus8x8,
  code: keyof typeof errorCodes,
  message: string,
): Response {
  const { now, randomUUID } = c.get("sources");
  const body: ErrorResponse = {
    code: Number(code),
    message,
    errorId: randomUUID(),
    timestamp: isoTime(now()).replace("Z", "0000+00:00"),
  };
  return c.json(body, status);
}

/** Returns the response to a body with mistakes. */
export function invalid8x8(c: Context8x8, issues: readonly string[]): Response {
  return error8x8(c, 400, "1000", `${errorCodes["1000"]}: ${limited(issues).join("; ")}`);
}

/** Returns the response to a body that couldn't be read. */
export function bodyError8x8(c: Context8x8, problem: BodyProblem): Response {
  switch (problem) {
    case "media-type":
      return error8x8(c, 415, "1000", bodyProblems[problem]);
    case "too-large":
      return error8x8(c, 413, "7001", "Request size must not exceed 1 MiB");
    case "malformed":
      return invalid8x8(c, ["the body isn't valid JSON"]);
  }
}
