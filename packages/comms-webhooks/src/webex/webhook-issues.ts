import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import { CreateWebhookRequest } from "@comms-webhooks/webex-client/validators";
import type * as types from "@comms-webhooks/webex-types";
import type { BaseClientOptions } from "../client/options.js";
import { targetUrlIssues, withUris } from "../client/target-urls.js";
import { filterIssues, provenPairIssues } from "./undocumented.js";

/** The schema of the webhook that a user gives. */
export const desiredWebhook: StandardSchema<types.CreateWebhookRequest> = /* @__PURE__ */ withUris(
  CreateWebhookRequest,
  ["targetUrl"],
);

/** Options of {@link webhookIssues}. */
export interface WebhookIssuesOptions extends Pick<BaseClientOptions, "targetUrls"> {
  /** Skips the checks that the event and the filters exist for the resource. Default: false. */
  readonly undocumented?: boolean | undefined;
}

/**
 * Returns what the client would reject in a webhook, without sending anything: an empty list for a valid one.
 * @example
 * ```ts
 * import { webhookIssues } from "comms-webhooks/webex";
 *
 * const webhook = { name: "Lobby", targetUrl: "http://localhost", resource: "rooms", event: "all" };
 * for (const { message } of webhookIssues(webhook)) console.log(message);
 * ```
 */
export function webhookIssues(webhook: unknown, options: WebhookIssuesOptions = {}): Issue[] {
  const { undocumented = false, targetUrls } = options;
  const proven = undocumented ? [] : provenPairIssues(webhook);
  const libraryOptions = { undocumented: undocumented || proven.length > 0 };
  const result = desiredWebhook["~standard"].validate(webhook, { libraryOptions });
  if (result.issues) return [...proven, ...result.issues];
  const { targetUrl } = result.value;
  return [
    ...proven,
    ...(undocumented ? [] : filterIssues(result.value)),
    ...(targetUrls === "any" ? [] : targetUrlIssues(targetUrl, ["targetUrl"])),
  ];
}
