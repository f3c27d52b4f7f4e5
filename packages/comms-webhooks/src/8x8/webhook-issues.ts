import { CreateOrReplaceWebhooksRequest } from "@comms-webhooks/8x8-client/validators";
import type * as types from "@comms-webhooks/8x8-types";
import type { Issue, StandardSchema } from "@comms-webhooks/validation";
import type { BaseClientOptions } from "../client/options.js";
import { targetUrlIssues, withUris } from "../client/target-urls.js";
import { authorizationIssues } from "./basic-authorization.js";
import { duplicateIssues, maskIssues } from "./ensure.js";

/** The schema of the webhooks that a user gives. */
export const desiredWebhooks: StandardSchema<types.CreateOrReplaceWebhooksRequest> = /* @__PURE__ */ withUris(
  CreateOrReplaceWebhooksRequest,
  ["url"],
);

/** Options of {@link webhookIssues}. */
export type WebhookIssuesOptions = Pick<BaseClientOptions, "targetUrls">;

/**
 * Returns what the client would reject in webhooks, without sending anything: an empty list for valid ones. Paths begin with
 * the webhook's index. A webhook's sub-account and type must be there once.
 * @example
 * ```ts
 * import { webhookIssues } from "comms-webhooks/8x8";
 *
 * const webhooks = [{ subAccountId: "*", type: "MSG", url: "http://localhost" }];
 * for (const { path, message } of webhookIssues(webhooks)) console.log(path, message);
 * ```
 */
export function webhookIssues(webhooks: unknown, options: WebhookIssuesOptions = {}): Issue[] {
  const result = desiredWebhooks["~standard"].validate(webhooks);
  if (result.issues) return [...result.issues];
  return [...furtherIssues(result.value, options), ...duplicateIssues(result.value)];
}

/** Checks of valid webhooks that the API's document can't express. */
export function furtherIssues(
  webhooks: readonly types.WebhookConfiguration[],
  { targetUrls }: WebhookIssuesOptions,
): Issue[] {
  const urls = targetUrls === "any" ? [] : webhooks.flatMap(urlIssues);
  return [...urls, ...webhooks.flatMap(authorizationIssues), ...webhooks.flatMap(maskIssues)];
}

function urlIssues({ url, oauth }: types.WebhookConfiguration, index: number): Issue[] {
  return [
    ...targetUrlIssues(url, [index, "url"]),
    ...(oauth ? targetUrlIssues(oauth.url, [index, "oauth", "url"]) : []),
  ];
}
