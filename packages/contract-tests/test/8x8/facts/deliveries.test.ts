import * as data from "@comms-webhooks/8x8-client/data";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import { listDeliveries } from "../../../src/deliveries.ts";
import type { ResponseObject } from "../../../src/document.ts";
import { fieldOf, fieldPaths, fieldsOf } from "../../../src/fields.ts";
import { locate } from "../../../src/pointer.ts";

const document = documentOf("8x8");
const deliveries = listDeliveries(document);

const message = "version? namespace? description? eventType payload";
const sms = "version? namespace description? eventType payload";
const update = "namespace? eventId? timestamp? provider? businessAccountId? accountId? eventType eventDetails";
const raw = "rawEvent rawEvent.field? rawEvent.value";
const template = "templateId? templateName templateLanguage? meta";

/** The deliveries: type of webhook, the fields around, and those below `payload` or `eventDetails`; `?` if not always. */
const events: [name: string, type: string, around: string, within: string][] = [
  [
    "inbound_message_received",
    "MSG",
    message,
    "umid subAccountId? timestamp? user recipient? replyToUmid? type content",
  ],
  [
    "outbound_message_status_changed",
    "CADR",
    message,
    "umid batchId? clientMessageId? clientBatchId? subAccountId? channel? user? status whatsapp? viber? outboundContent?",
  ],
  ["external_app_message", "CADR", message, "umid subAccountId? timestamp? channel? user type content"],
  ["template_category_update", "CABM", update, `${template} meta.previousCategory? meta.newCategory`],
  ["template_quality_update", "CABM", update, `${template} meta.previousQualityScore? meta.newQualityScore`],
  ["template_status_update", "CABM", update, `${template} meta.status meta.reason? meta.disableInfo? meta.otherInfo?`],
  ["template_correct_category_detection", "CABM", update, `${template} meta.category? meta.correctCategory`],
  [
    "phone_number_quality_update",
    "CABM",
    update,
    "displayPhoneNumber meta meta.event meta.maxDailyConversationsPerBusiness? meta.currentLimit? meta.oldLimit?",
  ],
  [
    "account_update",
    "CABM",
    update,
    "event phoneNumber? businessVerificationInfo? violationInfo? restrictionInfo? violationInfo.violationType? restrictionInfo.restrictionType? restrictionInfo.expiration?",
  ],
  ["whatsapp_user_id_update", "CABM", update, `${raw} rawEvent.value.user_id_update`],
  ["whatsapp_contact", "CABM", update, `${raw} rawEvent.value.messages rawEvent.value.messages.contacts`],
  ["whatsapp_preference", "CABM", update, `${raw} rawEvent.value.user_preferences`],
  [
    "whatsapp_automatic_events",
    "CABM",
    update,
    `${raw} rawEvent.value.automatic_events rawEvent.value.automatic_events.event_name rawEvent.value.automatic_events.custom_data?`,
  ],
  [
    "SMS.inbound_message_received",
    "none",
    sms,
    "umid subAccountId? timestamp? source destination? body encoding? smsCount? price?",
  ],
  [
    "SMS.outbound_message_status_changed",
    "none",
    sms,
    "umid batchId? clientMessageId? clientBatchId? subAccountId? source? destination? status price? smsCount?",
  ],
  ["SMS.short_url_clicked", "none", sms, "eventId? occurredAt? umid destination? shortUrl? targetUrl?"],
];

/** The group of the reference that has the deliveries of a type of webhook. */
const tags: Readonly<Record<string, string>> = {
  MSG: "Inbound messages",
  CADR: "Receipts",
  CABM: "Business updates",
  none: "SMS",
};

const sentences: [title: string, text: () => string | undefined, saying: RegExp][] = [
  [
    "the retry schedule is 1, 10, 30 and 90 seconds",
    intro,
    /After a 4XX, a 5XX, a timeout or a failed connection.*1, 10, 30 and 90 seconds/,
  ],
  [
    "the responses have the same schedule",
    () => response("default"),
    /4XX, a 5XX, a timeout or a failed connection.*1, 10, 30 and 90\s+seconds/,
  ],
  ["what follows is not documented", () => response("default"), /last attempt.*not documented/],
  ["the limit is five seconds by guides", () => response("2XX"), /Any 2XX.*five seconds/],
  ["there is no signature", intro, /deliveries are not signed/],
  ["another product has one", intro, /`X-8x8-Signature`.*belongs to another product, 8x8 Contact Center/],
  [
    "duplicates are known by ids",
    intro,
    /Business updates and clicks have an `eventId`, inbound messages a `umid`; receipts .* compare `channel` and `status`/,
  ],
  ["the versions are 3, 2, 9 and 8", intro, /version 3 or 2, receipts 9 or 8.*without `version`.*older/],
  [
    "names vary",
    intro,
    /`text` and `Text`, `File` and `Document`, `RCS` and `rcs`, `contacts` and `whatsapp_contact`.*case/,
  ],
  ["the order is not documented", intro, /\*\*Order.{0,8}not documented/i],
  ["media expire after 24 hours", () => fieldOf("8x8", "MediaMessage", "content.url").schema.description, /24 hours/],
  [
    "content is on the queued receipt only",
    () => document.components.schemas["OutboundContent"]?.description,
    /first receipt of a WhatsApp message.*`queued`.*no other/,
  ],
  ["read receipts take ten days", () => fieldOf("8x8", "MessageStatus", "state").schema.description, /ten days/],
  [
    "Zalo and LINE notifications have no read",
    () => fieldOf("8x8", "MessageStatus", "state").schema.description,
    /`LineNotification`, `ZaloNotification` and SMS.*`read`/,
  ],
  [
    "receipts go to the message's own URL",
    () => operation("outbound_message_status_changed").description,
    /`dlrCallbackUrl`.*instead/,
  ],
  [
    "contact cards are delivered as whatsapp_contact",
    () => operation("inbound_message_received").description,
    /Contact cards.*`whatsapp_contact`/,
  ],
  [
    "a flow's reply is JSON in a string",
    () => fieldOf("8x8", "FlowReply", "nfmReply.responseJson").schema.description,
    /JSON in a string.*`flow_token`/,
  ],
  [
    "a template's id can be too large",
    () => fieldOf("8x8", "TemplateReference", "templateId").schema.description,
    /larger than JavaScript's.*name and language/,
  ],
  [
    "a channel's id is yours",
    () => fieldOf("8x8", "InboundPayload", "recipient.channelId").schema.description,
    /your channel.*neither the user's id nor your phone number/,
  ],
];

describe("the deliveries of 8x8", () => {
  test("exist for each event of the pages", () => {
    expect(deliveries.map(({ name }) => name)).toEqual(expect.arrayContaining(events.map(([name]) => name)));
  });

  test.each(events)(
    "have %s by webhooks of type %s, with the fields that the pages list",
    (name, type, around, within) => {
      const schema = deliveries.find((delivery) => delivery.name === name)?.schema ?? "";
      expect(operation(name)).toMatchObject({
        "x-webhook-type": type,
        security: [{ deliveryAuthorization: [] }, {}],
        tags: [tags[type]],
        requestBody: { required: true },
      });
      if (type === "none") expect(data.webhookTypeOf).not.toHaveProperty([name]);
      else expect(data.webhookTypeOf).toMatchObject({ [name]: type });
      const paths = fieldPaths("8x8", schema);
      expect(
        paths
          .filter((path) => !path.includes("."))
          .map((path) => marked(schema, path))
          .sort(),
      ).toEqual(around.split(" ").sort());
      const prefix = around === update ? "eventDetails." : "payload.";
      const listed = within.split(" ");
      for (const field of listed)
        expect([name, marked(schema, prefix + field.replace("?", ""))]).toEqual([name, prefix + field]);
      if (prefix === "payload.") {
        const top = paths.filter((path) => path.startsWith(prefix) && path.split(".").length === 2);
        expect(top.map((path) => path.slice(prefix.length)).sort()).toEqual(
          listed.map((field) => field.replace("?", "")).sort(),
        );
      }
    },
  );

  test("have the other names that the pages use", () => {
    expect(data.deliveryAliases).toMatchObject({
      user_id_update: "whatsapp_user_id_update",
      contacts: "whatsapp_contact",
      user_preferences: "whatsapp_preference",
    });
  });

  test("have the webhook's authorization, if it has one", () => {
    const scheme = document.components.securitySchemes["deliveryAuthorization"];
    expect(scheme).toMatchObject({ type: "apiKey", in: "header", name: "Authorization" });
    expect(scheme?.description).toMatch(/`httpAuthorization`, unchanged.*`oauth`.*neither.*this header/s);
  });

  test.each(sentences)("are described with the fact that %s", (_title, text, saying) => {
    expect(text()?.replaceAll("\n", " ")).toMatch(saying);
  });
});

/** Returns a path with `?` where the field is not always there, in some form of the schema. */
function marked(schema: string, path: string): string {
  const [field] = fieldsOf("8x8", schema, path);
  if (!field) return `no ${path}`;
  return field.required ? path : `${path}?`;
}

function intro(): string {
  return document.info.description;
}

function operation(name: string) {
  return locate<{ description: string }>(document, "webhooks", name, "post").node;
}

function response(status: string): string {
  const at = ["webhooks", "account_update", "post", "responses", status];
  return locate<ResponseObject>(document, ...at).node.description;
}
