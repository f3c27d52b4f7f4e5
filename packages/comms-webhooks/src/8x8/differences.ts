import type * as types from "@comms-webhooks/8x8-types";
import { isSameUrl } from "../client/target-urls.js";
import type { Secrets } from "../option-rules.js";
import type { TypedWebhookKey } from "./webhook-key.js";

/** An item of a request, of one type. */
export type Item = types.WebhookConfiguration & TypedWebhookKey;

/** What the API writes for a secret. */
export const mask = "***";

/** Returns whether the server shows a mask in place of a secret. */
export function isMasked(secret: string | undefined): boolean {
  return secret !== undefined && /^(?:\w+ )?\*+$/.test(secret);
}

/** Returns what is compared. Of secrets, only where they are is. */
export function fieldsOf(webhook: types.Webhook | Item): Readonly<Record<string, unknown>> {
  const { subAccountId, url, enabled, httpAuthorization, oauth } = webhook;
  return {
    subAccountId,
    url,
    enabled: enabled ?? true,
    httpAuthorization: Boolean(httpAuthorization),
    oauth: Boolean(oauth),
    "oauth.url": oauth?.url,
    "oauth.clientId": oauth?.clientId,
    "oauth.credentialsLocation": oauth?.credentialsLocation,
    "oauth.scope": oauth?.scope,
  };
}

/** Returns whether a field of {@link fieldsOf} stands for a secret. */
export function isSecretField(field: string): boolean {
  return field === "httpAuthorization" || field === "oauth.clientSecret";
}

/** Lists the fields that differ: of secrets, those that the server shows, or that only one side has. */
export function differences(item: Item, before: types.Webhook, secrets: Secrets): string[] {
  const [desired, stored] = [fieldsOf(item), fieldsOf(before)];
  const fields = Object.keys(desired).filter((field) => !isSame(field, desired[field], stored[field]));
  const differs = (one?: string, other?: string) => one && other && !isMasked(other) && one !== other;
  if (secrets === "keep") return fields;
  if (differs(item.httpAuthorization, before.httpAuthorization)) fields.push("httpAuthorization");
  if (differs(item.oauth?.clientSecret, before.oauth?.clientSecret)) fields.push("oauth.clientSecret");
  return fields;
}

function isSame(field: string, one: unknown, other: unknown): boolean {
  if (typeof one !== "string" || typeof other !== "string") return one === other;
  return field.endsWith("url") ? isSameUrl(one, other) : one.trim() === other.trim();
}

/** Returns an item as the API will list it. */
export function masked({ enabled = true, ...item }: Item): types.Webhook {
  return maskSecrets({ ...item, enabled });
}

/** Returns a webhook with `***` for secrets, also where the server shows them. */
export function maskSecrets<Webhook extends types.Webhook | undefined>(webhook: Webhook): Webhook {
  if (!webhook) return webhook;
  const { httpAuthorization, oauth, ...rest } = webhook;
  return {
    ...rest,
    ...(httpAuthorization && { httpAuthorization: mask }),
    ...(oauth && { oauth: { ...oauth, clientSecret: mask } }),
  } as Webhook;
}
