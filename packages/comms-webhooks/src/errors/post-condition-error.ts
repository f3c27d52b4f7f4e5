import { CommsWebhooksError, type ErrorContext, isCommsWebhooksError } from "./comms-webhooks-error.js";

/** A field that the server stored in another way than desired. */
export interface Difference {
  /** What identifies the webhook: Webex's `id`, or the `subAccountId` and `type` of 8x8. */
  readonly webhook: Readonly<Record<string, string>>;
  /** The field, such as `targetUrl`. */
  readonly field: string;
  /** The desired value; absent for a secret. */
  readonly expected?: unknown;
  /** The stored value; absent for a secret, and where the server has none. */
  readonly stored?: unknown;
}

/** How the state after a write differs from the desired one. */
export interface UnmetCondition {
  readonly outcome: PostConditionError["outcome"];
  readonly differences: readonly Difference[];
  /** What to do next. */
  readonly hint: string;
  /** Why a created webhook couldn't be deleted again. */
  readonly cause?: unknown;
}

const outcomes = {
  created: "It was created, and it still exists.",
  updated: "It was updated.",
  removed: "It was created, and deleted again.",
};

/** A write succeeded, but the server stored something else than desired, and the same call would meet that again. */
export class PostConditionError extends CommsWebhooksError {
  override readonly name = "PostConditionError" as const;
  /** What became of the webhook: it was created and still exists, was updated, or was created and deleted again. */
  readonly outcome: "created" | "updated" | "removed";
  /** The fields that differ. */
  readonly differences: readonly Difference[];

  constructor(context: ErrorContext, { outcome, differences, hint, cause }: UnmetCondition) {
    const texts = differences.map(({ field, expected, stored, webhook }) => {
      const values =
        expected === undefined && stored === undefined ? "differs" : `is ${show(stored)}, not ${show(expected)}`;
      return `${field} of the webhook ${Object.values(webhook).join(" ")} ${values}`;
    });
    const message = `${context.method} ${context.url} succeeded, but ${texts.join("; ")}. ${outcomes[outcome]}`;
    super(message, { ...context, hint }, { retryable: false, cause });
    this.outcome = outcome;
    this.differences = differences;
  }
}

/**
 * Returns whether a value is a {@link PostConditionError}.
 *
 * @example
 * ```ts
 * import { isPostConditionError } from "comms-webhooks";
 * import { createWebexWebhooks } from "comms-webhooks/webex";
 *
 * const webex = createWebexWebhooks({ auth: process.env["WEBEX_TOKEN"]! });
 *
 * try {
 *   await webex.ensure({ name: "Lobby", targetUrl: "https://hooks.example.com", resource: "rooms", event: "all" });
 * } catch (error) {
 *   if (!isPostConditionError(error)) throw error;
 *   for (const { field, expected, stored } of error.differences) console.log(field, expected, stored);
 * }
 * ```
 */
export function isPostConditionError(value: unknown): value is PostConditionError {
  return isCommsWebhooksError(value) && value.name === "PostConditionError";
}

function show(value: unknown): string {
  const text = value === undefined ? "missing" : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
