import { deliveryExamples } from "@comms-webhooks/webex-client/examples";
import type {
  CallData,
  components,
  Delivery,
  DeliveryEnvelope,
  DeliveryMap,
  DeliveryName,
  MessagesCreated,
  ResourceEvents,
  RoomsMigrated,
  UnknownDelivery,
  webhooks,
} from "@comms-webhooks/webex-types";
import { expectType, suggests } from "../../../src/type-assertions.ts";

// The names of deliveries are the pairs of the table, and those of `webhooks`.
type Pairs = { [R in keyof ResourceEvents]: `${R}.${Exclude<ResourceEvents[R], "all">}` }[Exclude<
  keyof ResourceEvents,
  "all"
>];
expectType<DeliveryName>().toEqualTypeOf<Pairs>();
expectType<DeliveryName>().toEqualTypeOf<keyof webhooks>();
expectType<DeliveryName>().toEqualTypeOf<keyof DeliveryMap>();
expectType<DeliveryMap["messages.created"]>().toEqualTypeOf<components["schemas"]["MessagesCreated"]>();
expectType<Delivery>().toEqualTypeOf<DeliveryMap[DeliveryName] | UnknownDelivery>();

// What a delivery has is known by its name.
export function read(delivery: DeliveryMap["messages.created"]): string[] {
  expectType<typeof delivery.resource>().toEqualTypeOf<"messages">();
  expectType<typeof delivery.event>().toEqualTypeOf<"created">();
  // @ts-expect-error: the text is not in a delivery
  delivery.data.text;
  // @ts-expect-error: they may be absent
  const people: string[] = delivery.data.mentionedPeople;
  return [delivery.data.personEmail, delivery.actorId ?? "unknown", ...people];
}
export const moved = (delivery: RoomsMigrated): unknown => delivery.data["id"];
// @ts-expect-error: nothing is known of it
export const movedId = (delivery: RoomsMigrated): string => delivery.data["id"];
// @ts-expect-error: a delivery never has the secret
export const secret = (envelope: DeliveryEnvelope): string => envelope.secret;
// @ts-expect-error: no such delivery
export type Wrong = DeliveryMap["messages.updated"];

// The event narrows the deliveries of a resource.
export function members(
  delivery: DeliveryMap["memberships.created"] | DeliveryMap["meetings.ended"],
): string | undefined {
  if (delivery.event === "ended") return delivery.data.hostEmail ?? "";
  // @ts-expect-error: a membership has no host
  delivery.data.hostEmail;
  return delivery.data.personEmail;
}

// Each example is one of its delivery.
export const example: MessagesCreated | undefined = deliveryExamples["messages.created"]["default"];
// @ts-expect-error: an example of another delivery
export const another: MessagesCreated | undefined = deliveryExamples["rooms.created"]["default"];
// @ts-expect-error: no such delivery
deliveryExamples["messages.updated"];

// Lists are open, and their known values are suggested.
suggests<Exclude<CallData["personality"], undefined>, "originator" | "terminator" | "clickToDial">();
suggests<DeliveryEnvelope["ownedBy"], "creator" | "org">();
