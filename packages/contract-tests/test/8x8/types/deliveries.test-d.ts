import { deliveryExamples } from "@comms-webhooks/8x8-client/examples";
import type {
  AccountUpdate,
  Delivery,
  DeliveryMap,
  DeliveryName,
  InboundMessageReceived,
  InteractiveReply,
  Message,
  OutboundMessageStatusChanged,
  TemplateStatusUpdate,
  UnknownDelivery,
  webhooks,
} from "@comms-webhooks/8x8-types";
import { expectType, suggests } from "../../../src/type-assertions.ts";

expectType<DeliveryName>().toEqualTypeOf<keyof webhooks>();
expectType<DeliveryName>().toEqualTypeOf<keyof DeliveryMap>();
expectType<DeliveryMap["inbound_message_received"]>().toEqualTypeOf<InboundMessageReceived>();
expectType<Delivery>().toEqualTypeOf<DeliveryMap[DeliveryName] | UnknownDelivery>();
expectType<DeliveryMap["whatsapp_contact"]["eventType"]>().toEqualTypeOf<"whatsapp_contact" | "contacts">();
// @ts-expect-error: the name that stands for it is whatsapp_contact
export type Alias = DeliveryMap["contacts"];

// The event narrows deliveries.
export function name(delivery: InboundMessageReceived | OutboundMessageStatusChanged | AccountUpdate): string {
  switch (delivery.eventType) {
    case "inbound_message_received":
      expectType<typeof delivery>().toEqualTypeOf<InboundMessageReceived>();
      // @ts-expect-error: a message has no status
      delivery.payload.status;
      return delivery.payload.recipient?.channelId ?? "";
    case "outbound_message_status_changed":
      // @ts-expect-error: a receipt has no recipient
      delivery.payload.recipient;
      return delivery.payload.status.state;
    default:
      // @ts-expect-error: a business update has no payload
      delivery.payload;
      return delivery.eventDetails.event;
  }
}

// The type narrows a message, in either case of its letters.
export function text({ payload }: DeliveryMap["inbound_message_received"]): string {
  // @ts-expect-error: only a text has one
  payload.content.text;
  if (payload.type === "Text" || payload.type === "text") return payload.content.text;
  if (payload.type === "Location" || payload.type === "location") return payload.content.location.name ?? "";
  if (payload.type === "Interactive" || payload.type === "interactive") {
    // @ts-expect-error: a reply isn't a text
    payload.content.text;
    return reply(payload.content.interactive);
  }
  if (payload.type === "Image" || payload.type === "Document") return payload.content.url;
  // @ts-expect-error: the other media are left, and others without a known content
  return payload.content.url;
}
export function whole(message: Message): string {
  switch (message.type) {
    case "Text":
    case "text":
      return message.content.text;
    case "Image":
    case "image":
    case "Video":
    case "video":
    case "Audio":
    case "audio":
    case "File":
    case "file":
    case "Document":
    case "document":
      return message.content.url;
    case "Location":
    case "location":
      return `${message.content.location.latitude}`;
    case "Interactive":
    case "interactive":
      return reply(message.content.interactive);
    default:
      // What is left may lack its content.
      return String(message.content?.["anything"]);
  }
}

// The type narrows a reply, and names the field that contains it.
export function reply(interactive: InteractiveReply): string {
  switch (interactive.type) {
    case "button_reply":
      // @ts-expect-error: a button has no description
      interactive.button_reply.description;
      return interactive.button_reply.id;
    case "list_reply":
      return interactive.list_reply.description ?? interactive.list_reply.id;
    case "nfmReply":
      return interactive.nfmReply.responseJson;
    case "callPermissionReply":
      suggests<typeof interactive.callPermissionReply.response, "accept" | "reject">();
      // @ts-expect-error: another kind of reply
      interactive.nfmReply.responseJson;
      return interactive.callPermissionReply.response;
    default:
      return interactive.type;
  }
}

// If no value distinguishes two forms, a field does.
export function status({ eventDetails }: TemplateStatusUpdate): string {
  // @ts-expect-error: Viber's have none
  eventDetails.templateId;
  return "viber" in eventDetails ? eventDetails.viber.status : `${eventDetails.templateId} ${eventDetails.meta.status}`;
}

// Each example is one of its delivery.
export const example: AccountUpdate | undefined = deliveryExamples.account_update["verified"];
// @ts-expect-error: an example of another delivery
export const another: AccountUpdate | undefined = deliveryExamples.whatsapp_contact["forwarded"];
