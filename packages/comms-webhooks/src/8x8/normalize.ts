import { deliveryAliases, spellings } from "@comms-webhooks/8x8-client/data";
import type { DeliveryMap as SentDeliveries } from "@comms-webhooks/8x8-types";

type Spellings = typeof spellings;
type Canonical<Field extends keyof Spellings> = Spellings[Field][keyof Spellings[Field]];

/** The values of a field without the spellings that handlers don't get. A list that is open stays open. */
type Spelled<Value, Field extends keyof Spellings> = Value extends string
  ? string extends Value
    ? Value
    : Extract<Value, Canonical<Field>>
  : Value;

type Payload<Sent> = Sent extends object
  ? {
      [Key in keyof Sent]: Key extends "type"
        ? Spelled<Sent[Key], "type">
        : Key extends "channel"
          ? Spelled<Sent[Key], "channel">
          : Key extends "recipient"
            ? Payload<Sent[Key]>
            : Sent[Key];
    }
  : Sent;

/** A delivery as handlers get it. */
type Normalized<Sent> = {
  [Key in keyof Sent]: Key extends "payload"
    ? Payload<Sent[Key]>
    : Key extends "eventType"
      ? Exclude<Sent[Key], keyof typeof deliveryAliases>
      : Sent[Key];
};

/** The known deliveries by name, with today's spelling of names that 8x8 has written in several ways, as handlers get them. */
export type DeliveryMap = { [Name in keyof SentDeliveries]: Normalized<SentDeliveries[Name]> };

const aliases: Readonly<Record<string, string>> = deliveryAliases;

/** Returns today's name of a delivery: `namespace` and `eventType`, or `eventType` alone for messaging apps. */
export function deliveryName(value: unknown): string {
  const name = sentName(Object(value) as Record<string, unknown>);
  return alias(name) ?? name;
}

/**
 * Returns a delivery with today's spelling of its namespace, its event, its message type and its channels. The argument isn't
 * changed.
 */
export function normalize(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { payload } = value;
  const spelledName = spell(value, "namespace");
  const today = alias(sentName(value));
  const delivery = today === undefined ? spelledName : { ...spelledName, eventType: today };
  if (!isObject(payload)) return delivery;
  const { recipient } = payload;
  const fields = spell(spell(payload, "type"), "channel");
  return {
    ...delivery,
    payload: isObject(recipient) ? { ...fields, recipient: spell(recipient, "channel") } : fields,
  };
}

function sentName({ namespace, eventType }: Record<string, unknown>): string {
  if (typeof eventType !== "string") return "?";
  // Without a namespace, a dot would stand for one.
  if (namespace === undefined || namespace === null) return eventType.includes(".") ? "?" : eventType;
  return typeof namespace === "string" ? `${spelled("namespace", namespace)}.${eventType}` : "?";
}

function alias(name: string): string | undefined {
  return Object.hasOwn(aliases, name) ? aliases[name] : undefined;
}

function spell(object: Record<string, unknown>, field: keyof Spellings): Record<string, unknown> {
  const value = object[field];
  const known = typeof value === "string" ? spelled(field, value) : value;
  return known === value ? object : { ...object, [field]: known };
}

function spelled(field: keyof Spellings, value: string): string {
  const known: Readonly<Record<string, string>> = spellings[field];
  const word = value.toLowerCase();
  return Object.hasOwn(known, word) ? (known[word] ?? value) : value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
