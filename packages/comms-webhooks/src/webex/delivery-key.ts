import type { Event } from "@comms-webhooks/webex-types";
import { digest } from "../encoding.js";

/**
 * Returns a key that two copies of a Webex delivery have in common and no other delivery has. Webex's deliveries have no id,
 * so it is the digest of the bytes.
 *
 * Deliveries that can repeat an earlier state have equal bytes without being copies: see {@link canRecur}.
 * @param _value The parsed JSON of the delivery.
 * @param body The bytes of the body.
 *
 * @example
 * ```ts
 * import { webexDeliveryKey } from "comms-webhooks/webex";
 *
 * const body = new TextEncoder().encode('{"resource":"rooms","event":"created","data":{"id":"Y2lzY29"}}');
 * const key = await webexDeliveryKey(JSON.parse(new TextDecoder().decode(body)), body);
 * ```
 */
export async function webexDeliveryKey(_value: unknown, body: Uint8Array): Promise<string> {
  return `webex:${await digest(body as Uint8Array<ArrayBuffer>)}`;
}

/** Events that happen once. All others, new ones included, may report a state, which can be an earlier one again. */
const once: readonly unknown[] = ["created", "deleted", "migrated", "started", "ended"] satisfies Event[];

/**
 * Returns whether an event can happen again with the same bytes: it isn't one that happens once, and contains no time of its
 * own. Of these, a receiver handles every delivery.
 */
export function canRecur(value: unknown): boolean {
  const { event, data } = Object(value) as { readonly event?: unknown; readonly data?: unknown };
  const { eventTimestamp } = Object(data) as { readonly eventTimestamp?: unknown };
  return !once.includes(event) && typeof eventTimestamp !== "string";
}
