import { errorCodes } from "@comms-webhooks/8x8-client/data";
import type { ErrorResponse } from "@comms-webhooks/8x8-types";
import type { Context, Env } from "hono";
import { limited } from "../http/issues.js";
import type { JsonBody } from "../http/read-json.js";
import type { Sources } from "../sources.js";
import type { Account8x8 } from "./store.js";

/** What the 8x8 part keeps for a request. */
export interface Env8x8 extends Env {
  Variables: {
    /** The clock and the source of ids. */
    sources: Sources;
    /** The API key. */
    token: string;
    /** Whose webhooks the request is about. */
    account: Account8x8;
  };
}

/** The context of a request to the 8x8 part. */
export type Context8x8 = Context<Env8x8>;

/** The statuses of errors that the sandbox gives; besides the first two and 500 they are the spec's `default`. */
export type ErrorStatus8x8 = 400 | 401 | 404 | 405 | 413 | 415 | 500;

/** Answers with an error in the form of 8x8. */
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
    timestamp: now().toISOString().replace("Z", "0000+00:00"),
  };
  return c.json(body, status);
}

/** Answers to a body that says something wrong. */
export function invalid8x8(c: Context8x8, issues: readonly string[]): Response {
  return error8x8(c, 400, "1000", `${errorCodes["1000"]}: ${limited(issues).join("; ")}`);
}

/** Answers to a body that could not be read. */
export function bodyError8x8(c: Context8x8, problem: NonNullable<JsonBody["problem"]>): Response {
  switch (problem) {
    case "media-type":
      return error8x8(c, 415, "1000", "The body must be application/json, and its header Content-Type must say so.");
    case "too-large":
      return error8x8(c, 413, "7001", "Request size must not exceed 1 MiB");
    case "malformed":
      return invalid8x8(c, ["the body is not valid JSON"]);
  }
}
