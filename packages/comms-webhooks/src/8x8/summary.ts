import { createSummary, type DeliverySummary, field } from "../receiver/summary.js";
import { deliveryName } from "./normalize.js";

/**
 * Summarizes an 8x8 delivery in one line's worth of texts, for a log or a terminal. It never throws, whatever the value.
 *
 * @example
 * ```ts
 * import { deliverySummary8x8 } from "comms-webhooks/8x8";
 *
 * const { name, what } = deliverySummary8x8({ eventType: "inbound_message_received", payload: { content: { text: "Hi" } } });
 * console.log(name, what); // inbound_message_received Hi
 * ```
 */
export function deliverySummary8x8(original: unknown): DeliverySummary {
  const of = (...path: string[]) => field(original, ...path);
  const details = Object.values(Object(of("eventDetails", "meta")) as object);
  return createSummary(deliveryName(original), {
    who: [
      ...["name", "msisdn", "channelUserId"].map((part) => of("payload", "user", part)),
      ...["source", "destination"].map((part) => of("payload", part)),
      ...["templateName", "displayPhoneNumber"].map((part) => of("eventDetails", part)),
      of("eventDetails", "rawEvent", "value", "contacts", "0", "profile", "name"),
      of("businessAccountId"),
    ],
    what: [
      ...["type", "channel", "body", "shortUrl"].map((part) => of("payload", part)),
      of("payload", "content", "text"),
      ...["state", "detail"].map((part) => of("payload", "status", part)),
      of("eventDetails", "event"),
      of("eventDetails", "rawEvent", "field"),
      ...details,
      of("eventDetails", "viber", "status"),
    ],
    ids: [of(), of("payload"), of("eventDetails")],
  });
}
