import type { Failure } from "../errors/http-error.js";

/** Reads Webex's answer: the reason, the code if there is one, and the tracking id of body or header. */
export function describe(response: Response, body: unknown): Failure {
  const { message, errors, errorCode, trackingId } = Object(body) as Record<string, unknown>;
  const details = (Array.isArray(errors) ? errors : []).map((error) => Object(error) as Record<string, unknown>);
  const reasons = [message, ...details.map(({ description }) => description)].filter(
    (text) => typeof text === "string",
  );
  const code = [errorCode, ...details.map((detail) => detail["errorCode"])].find((value) => typeof value === "number");
  return {
    reason: [...new Set(reasons)].join("; ") || undefined,
    code,
    requestId: typeof trackingId === "string" ? trackingId : (response.headers.get("TrackingID") ?? undefined),
  };
}
