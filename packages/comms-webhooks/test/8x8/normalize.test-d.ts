// Compiled, never run: each `@ts-expect-error` fails the type check when its line becomes legal.
import type * as sent from "@comms-webhooks/8x8-types";
import { create8x8Receiver, type DeliveryMap } from "../../src/8x8/index.js";

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;
type Message = DeliveryMap["inbound_message_received"]["payload"];
type Channel = DeliveryMap["outbound_message_status_changed"]["payload"]["channel"];
type Documented = "Text" | "Image" | "Video" | "Audio" | "File" | "Location" | "Interactive";
type Undocumented = "None" | "Carousel" | "List" | "Buttons" | "Template";
/** What an editor offers of an open list. */
type Offered<T> = T extends string ? (T extends symbol | object ? never : string extends T ? never : T) : never;

// Handlers get today's spelling alone; new channels stay possible.
true satisfies Equal<Offered<Message["type"]>, Documented | Undocumented>;
true satisfies Equal<
  Offered<Channel>,
  "whatsapp" | "viber" | "line" | "rcs" | "sms" | "ZaloNotification" | "LineNotification"
>;
"Telepathy" satisfies Channel;
true satisfies Equal<DeliveryMap["whatsapp_contact"]["eventType"], "whatsapp_contact">;
true satisfies Equal<keyof DeliveryMap, sent.DeliveryName>;

create8x8Receiver({
  unverified: true,
  on: {
    inbound_message_received({ namespace: product, payload }) {
      product satisfies "ChatApps" | undefined;
      if (payload.type === "Text") payload.content.text satisfies string;
      if (payload.type === "File") payload.content.url satisfies string;
      // @ts-expect-error: a text has no URL
      if (payload.type === "Text") payload.content.url;
      payload.recipient?.channel satisfies string | undefined;
    },
    "SMS.inbound_message_received": ({ namespace, payload }) => [
      namespace satisfies "SMS",
      payload.body satisfies string,
    ],
    "SMS.short_url_clicked": ({ payload }) => payload.umid satisfies string,
    // @ts-expect-error: the name that stands for it is whatsapp_contact
    contacts: () => undefined,
  },
  onUnknown: ({ namespace, eventType }) => [namespace satisfies string | undefined, eventType satisfies string],
});
