import type { ApiDefinition } from "../client/operation.js";

/** Parses Webex's response: the reason, the code if there is one, the tracking id of body or header, and what to do next. */
export const parseErrorDetails: ApiDefinition["parseErrorDetails"] = ({ status, headers }, body, request) => {
  const { message, errors, errorCode, trackingId } = Object(body) as Record<string, unknown>;
  const details = (Array.isArray(errors) ? errors : []).map((error) => Object(error) as Record<string, unknown>);
  const reasons = [message, ...details.map(({ description }) => description)].filter(
    (text) => typeof text === "string",
  );
  const code = [errorCode, ...details.map((detail) => detail["errorCode"])].find((value) => typeof value === "number");
  const reason = [...new Set(reasons)].join("; ").replaceAll(".; ", "; ");
  return {
    reason: reason || undefined,
    code,
    requestId: typeof trackingId === "string" ? trackingId : (headers.get("TrackingID") ?? undefined),
    hint: hint(status, reason, request.url, Object(request.body)),
  };
};

interface RequestBody {
  readonly resource?: unknown;
  readonly ownedBy?: unknown;
}

function hint(status: number, reason: string, url: string, { resource, ownedBy }: RequestBody): string | undefined {
  if (status === 400 && /value for filter/i.test(reason)) {
    return "A filter can only name what the token's owner has access to.";
  }
  if (status === 401) {
    return "The token is wrong, expired or revoked. Set auth to an access token of the person, bot, integration or service app that owns the webhooks.";
  }
  if (status !== 403) return undefined;
  if (ownedBy === "org" || /[?&]ownedBy=org(?:&|$)/.test(url)) {
    return "Only full administrators and compliance officers can manage the organization's webhooks. Their token needs the admin or compliance scopes of the resource; for meetings they must also administer the site.";
  }
  return `The token needs the read scope of ${typeof resource === "string" ? `the resource ${resource}` : "the webhook's resource"}.`;
}
