import { deliveryKeyFields } from "@comms-webhooks/8x8-client/data";
import { digest } from "../receiver/process-once.js";
import { deliveryName } from "./normalize.js";

/** The paths of the fields that identify each delivery. One that ends with `?` may be absent. */
const fieldsOf: { readonly [name: string]: readonly string[] } = deliveryKeyFields;

/**
 * Returns a key that two copies of an 8x8 delivery have in common and no other delivery has.
 *
 * | Delivery | Known by |
 * | --- | --- |
 * | a business update, a click on a short URL | its `eventId` |
 * | a receipt | `umid`, `channel` and `status`: after a fallback, receipts of several channels share a `umid` |
 * | an inbound message, a message from the WhatsApp Business app | its `umid` |
 * | a delivery of an unknown event, or one that lacks these fields | the SHA-256 of its bytes |
 *
 * @param value The parsed JSON of the delivery.
 * @param body The bytes of the body.
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
  const name = deliveryName(value);
  const identity = Object.hasOwn(fieldsOf, name) ? fieldsOf[name]?.map((path) => partAt(value, path)) : undefined;
  return identity && !identity.includes(undefined)
    ? `8x8:${JSON.stringify([name, ...identity])}`
    : `8x8:${await digest(body as Uint8Array<ArrayBuffer>)}`;
}

/** Returns the value at a path, `null` for an optional one that is absent, or `undefined` for one that identifies nothing. */
function partAt(delivery: unknown, path: string): string | number | null | undefined {
  const [, keys = "", optional] = path.match(/^(.*?)(\?)?$/) ?? [];
  const value = keys
    .split(".")
    .reduce<unknown>((object, key) => (Object(object) as Record<string, unknown>)[key], delivery);
  if (typeof value === "string" || (optional && typeof value === "number")) return value;
  return optional && (value === undefined || value === null) ? null : undefined;
}
