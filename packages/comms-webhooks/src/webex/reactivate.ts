import { type Issue, issueAt } from "@comms-webhooks/validation";
import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import type { WebexRequests } from "./operations.js";
import { type WebhookView, withoutSecret } from "./view.js";

/** How to revive a webhook. */
export interface ReactivateOptions extends CallOptions {
  /** When Webex stopped the webhook, as far as you know: the API does not tell. Without it, that may be just now. */
  readonly inactiveSince?: Date | undefined;
}

/** A webhook that was revived. */
export interface Reactivated {
  /** The webhook, without its secret. */
  readonly webhook: WebhookView;
  /**
   * Until then a single failed delivery stops the webhook again, as far as that is known: five minutes after its stop.
   * Absent where that time is over.
   */
  readonly probationUntil: Date | undefined;
}

/** A webhook that is revived within this time of its stop is on probation, in milliseconds. */
const probation = 5 * 60_000;

/** Finds what is wrong with the time of a stop. */
export function stopIssues({ inactiveSince: since }: ReactivateOptions): Issue[] {
  if (since === undefined || (since instanceof Date && !Number.isNaN(since.getTime()))) return [];
  return [issueAt(["inactiveSince"], "must be a valid Date")];
}

/** Revives a webhook. One that is active already is left as it is. */
export async function reactivate(
  requests: WebexRequests,
  id: string,
  { inactiveSince }: ReactivateOptions,
  call: Call,
): Promise<Reactivated> {
  const found = await requests.get(id, call);
  const { name, targetUrl } = found;
  const webhook =
    found.status === "active" ? found : await requests.update(id, { name, targetUrl, status: "active" }, call);
  const now = call.now();
  // One that was active need not have been stopped at all; and no stop lies in the future.
  const since = inactiveSince?.getTime() ?? (webhook === found ? Number.NEGATIVE_INFINITY : now);
  const end = Math.min(since, now) + probation;
  return { webhook: withoutSecret(webhook), probationUntil: end > now ? new Date(end) : undefined };
}
