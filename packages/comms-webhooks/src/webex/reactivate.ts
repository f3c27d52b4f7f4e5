import type { Call } from "../client/limits.js";
import type { CallOptions } from "../client/options.js";
import type { OptionRules } from "../option-rules.js";
import type { WebexOperations } from "./operations.js";
import { type WebhookWithoutSecret, withoutSecret } from "./webhook-key.js";

/** Options of `reactivate`. */
export interface ReactivateOptions extends CallOptions {
  /** When Webex disabled the webhook, if you know it: the API doesn't report it. Default: just now. */
  readonly inactiveSince?: Date | undefined;
}

/** The rules of {@link ReactivateOptions}. */
export const reactivateRules: OptionRules = {
  inactiveSince: [
    "object",
    "a valid Date",
    (value: unknown) => value instanceof Date && !Number.isNaN(value.getTime()),
  ],
};

/** A webhook that was reactivated. */
export interface ReactivateResult {
  /** The webhook, without its secret. */
  readonly webhook: WebhookWithoutSecret;
  /**
   * Until then a single failed delivery disables the webhook again, as far as that is known: five minutes after it was
   * disabled. Absent where that time is over.
   */
  readonly probationUntil: Date | undefined;
}

/** A webhook that is reactivated within this time after it was disabled is on probation, in milliseconds. */
const probation = 5 * 60_000;

/** Reactivates a webhook. One that is active already is left as it is. */
export async function reactivate(
  operations: WebexOperations,
  id: string,
  { inactiveSince }: ReactivateOptions,
  call: Call,
): Promise<ReactivateResult> {
  const found = await operations.get(id, call);
  const { name, targetUrl } = found;
  const webhook =
    found.status === "active" ? found : (await operations.update(id, { name, targetUrl, status: "active" }, call)).data;
  const now = call.now();
  // One that was active may never have been disabled; and no webhook was disabled in the future.
  const since = inactiveSince?.getTime() ?? (webhook === found ? Number.NEGATIVE_INFINITY : now);
  const end = Math.min(since, now) + probation;
  return { webhook: withoutSecret(webhook), probationUntil: end > now ? new Date(end) : undefined };
}
