import type { Issue } from "@comms-webhooks/validation";
import { CreateWebhookRequest } from "@comms-webhooks/webex-client/validators";
import type { BaseClientOptions } from "../client/options.js";
import { targetUrlIssues } from "../client/target-urls.js";
import { filterIssues, provenPairIssues } from "./undocumented.js";

/** Options of {@link webhookIssues}. */
export interface WebhookIssuesOptions extends Pick<BaseClientOptions, "targetUrls"> {
  /** Skips the checks that the event and the filters exist for the resource. Default: false. */
  readonly undocumented?: boolean | undefined;
}

/**
 * Returns what the client would reject in a webhook, without sending anything: an empty list for a valid one.
 * @example webhookIssues({ name: "Lobby", targetUrl: "http://localhost", resource: "rooms", event: "all" })[0]?.message
 */
export function webhookIssues(webhook: unknown, options: WebhookIssuesOptions = {}): Issue[] {
  const { undocumented = false, targetUrls } = options;
  const proven = undocumented ? [] : provenPairIssues(webhook);
  const libraryOptions = { undocumented: undocumented || proven.length > 0 };
  const result = CreateWebhookRequest["~standard"].validate(webhook, { libraryOptions });
  if (result.issues) return [...proven, ...result.issues];
  const { targetUrl } = result.value;
  return [
    ...proven,
    ...(undocumented ? [] : filterIssues(result.value)),
    ...(targetUrls === "any" ? [] : targetUrlIssues(targetUrl, ["targetUrl"])),
  ];
}
