import type { Sent } from "../client/response.js";
import type { Failure } from "../errors/http-error.js";

/** Reads Webex's answer: the reason, the code if there is one, the tracking id of body or header, and what to do next. */
export function describe(response: Response, body: unknown, sent: Sent): Failure {
  const { message, errors, errorCode, trackingId } = Object(body) as Record<string, unknown>;
  const details = (Array.isArray(errors) ? errors : []).map((error) => Object(error) as Record<string, unknown>);
  const reasons = [message, ...details.map(({ description }) => description)].filter(
    (text) => typeof text === "string",
  );
  const code = [errorCode, ...details.map((detail) => detail["errorCode"])].find((value) => typeof value === "number");
  const reason = [...new Set(reasons)].join("; ");
  return {
    reason: reason || undefined,
    code,
    requestId: typeof trackingId === "string" ? trackingId : (response.headers.get("TrackingID") ?? undefined),
    hint: hint(response.status, reason, sent),
  };
}

function hint(status: number, reason: string, { url, body }: Sent): string | undefined {
  const { resource, ownedBy } = Object(body) as Record<string, unknown>;
  switch (status) {
    case 400:
      return /value for filter/i.test(reason)
        ? "a filter can only name what the token's owner has access to"
        : undefined;
    case 401:
      return "auth must give a valid access token of the person, bot, integration or service app that owns the webhooks; this one is wrong, expired or revoked";
    case 403:
      if (ownedBy === "org" || /[?&]ownedBy=org(?:&|$)/.test(url)) {
        return "the organization's webhooks are for full administrators and compliance officers, whose token needs the admin or compliance scopes of the resource; for meetings they have to administer the site too";
      }
      return `the token needs the read scope of ${typeof resource === "string" ? `the resource ${resource}` : "what the webhook watches"}`;
    default:
      return undefined;
  }
}
