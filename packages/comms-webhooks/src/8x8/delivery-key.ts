import { digest } from "../encoding.js";

/**
 * Returns a key that two copies of an 8x8 delivery have in common and no other delivery has: the SHA-256 of its JSON, in which
 * the order of properties, spaces, and `null` in place of absence make no difference.
 *
 * No id alone would do: receipts of one message share a `umid`, on several channels after a fallback, and so do clicks on its
 * short URL. What has an id of its own, an `eventId`, has it in this key too.
 *
 * @param value The parsed JSON of the delivery.
 * @param body The bytes of the body. They count if the JSON is nested too deeply to be written again.
 *
 * @example
 * ```ts
 * import { deliveryKey8x8 } from "comms-webhooks/8x8";
 *
 * const body = new TextEncoder().encode('{"eventType":"account_update","eventId":"c40b7d19"}');
 * const key = await deliveryKey8x8({ eventType: "account_update", eventId: "c40b7d19" }, body);
 * ```
 */
export async function deliveryKey8x8(value: unknown, body: Uint8Array): Promise<string> {
  return `8x8:${await digest(contentOf(value) ?? (body as Uint8Array<ArrayBuffer>))}`;
}

function contentOf(value: unknown): Uint8Array<ArrayBuffer> | undefined {
  try {
    return new TextEncoder().encode(JSON.stringify(value, inOrder));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Orders the properties of an object, and leaves out those that are `null`. */
function inOrder(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const present = Object.entries(value).filter(([, part]) => part !== null);
  return Object.fromEntries(present.sort(([one], [other]) => (one < other ? -1 : 1)));
}
