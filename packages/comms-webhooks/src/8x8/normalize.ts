import { deliveryAliases } from "@comms-webhooks/8x8-client/data";

/** Today's spelling of values that 8x8 has written in several ways. */
const spellings: { readonly [field: string]: readonly string[] } = {
  type: [
    "None",
    "Text",
    "Audio",
    "Video",
    "Image",
    "Location",
    "File",
    "Carousel",
    "List",
    "Buttons",
    "Template",
    "Interactive",
  ],
  channel: ["sms", "whatsapp", "viber", "line", "rcs", "ZaloNotification", "LineNotification"],
};

/** Returns today's name of a delivery. */
export function deliveryName(eventType: unknown): string {
  const name = typeof eventType === "string" ? eventType : "?";
  const aliases: Readonly<Record<string, string>> = deliveryAliases;
  return Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}

/** Returns a delivery with today's spelling of its event, its message type and its channels. The argument isn't changed. */
export function normalize(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { eventType, payload } = value;
  const delivery = typeof eventType === "string" ? { ...value, eventType: deliveryName(eventType) } : value;
  if (!isObject(payload)) return delivery;
  const { recipient } = payload;
  const spelled = spell(spell(payload, "type"), "channel");
  return {
    ...delivery,
    payload: isObject(recipient) ? { ...spelled, recipient: spell(recipient, "channel") } : spelled,
  };
}

function spell(object: Record<string, unknown>, field: "type" | "channel"): Record<string, unknown> {
  const value = object[field];
  if (typeof value !== "string") return object;
  const word = value.toLowerCase() === "document" ? "file" : value.toLowerCase();
  const known = spellings[field]?.find((spelling) => spelling.toLowerCase() === word);
  return known === undefined || known === value ? object : { ...object, [field]: known };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
