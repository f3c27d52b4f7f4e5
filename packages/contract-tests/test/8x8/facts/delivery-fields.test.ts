import { describe, expect, test } from "vitest";
import { fieldOf, fieldsOf } from "../../../src/fields.ts";

/** Fields of messages, receipts and updates, by the schema that has them, and their known values. */
const fields: [schema: string, path: string, required: boolean, type: string | string[], known?: string][] = [
  ["MessageUser", "msisdn", false, "string"],
  ["MessageUser", "channelUserId", false, "string"],
  ["MessageUser", "name", false, "string"],
  ["MessageUser", "username", false, "string"],
  [
    "InboundPayload",
    "recipient.channel",
    false,
    "string",
    "whatsapp whatsApp viber line RCS rcs sms ZaloNotification LineNotification",
  ],
  ["InboundPayload", "recipient.channelId", false, "string"],
  ["TextMessage", "content.text", true, "string"],
  ["MediaMessage", "content.url", true, "string"],
  ["LocationMessage", "content.location.latitude", true, "number"],
  ["LocationMessage", "content.location.longitude", true, "number"],
  ["LocationMessage", "content.location.name", false, "string"],
  ["LocationMessage", "content.location.address", false, "string"],
  ["InteractiveMessage", "content.payload", false, "string"],
  ["ButtonReply", "button_reply.id", true, "string"],
  ["ButtonReply", "button_reply.title", false, "string"],
  ["ListReply", "list_reply.id", true, "string"],
  ["ListReply", "list_reply.title", false, "string"],
  ["ListReply", "list_reply.description", false, "string"],
  ["FlowReply", "nfmReply.responseJson", true, "string"],
  ["CallPermissionReply", "callPermissionReply.response", true, "string", "accept reject"],
  ["CallPermissionReply", "callPermissionReply.isPermanent", false, "boolean"],
  ["CallPermissionReply", "callPermissionReply.expirationTimestamp", false, "string"],
  ["CallPermissionReply", "callPermissionReply.responseSource", false, "string", "user_action automatic"],
  ["OtherMessage", "type", true, "string", "None Carousel List Buttons Template"],
  [
    "MessageStatus",
    "state",
    true,
    "string",
    "queued accepted rejected sent delivered undelivered read failed unknown ok error",
  ],
  [
    "MessageStatus",
    "detail",
    false,
    "string",
    "delivered_to_operator delivered_to_recipient rejected_by_operator undelivered_to_recipient",
  ],
  ["MessageStatus", "timestamp", false, "string"],
  ["MessageStatus", "errorCode", false, "integer"],
  ["MessageStatus", "errorMessage", false, "string"],
  ["ReceiptPayload", "whatsapp.providerErrorCode", false, "string"],
  ["ReceiptPayload", "whatsapp.pricingCategory", false, "string", "marketing business_initiated user_initiated"],
  ["ReceiptPayload", "whatsapp.templateId", false, ["string", "integer"]],
  [
    "OutboundContent",
    "contentType",
    false,
    "string",
    "text media location template template_auth carousel interactive",
  ],
  ["OutboundContent", "template.name", false, "string"],
  ["OutboundContent", "template.language", false, "string"],
  ["OutboundContent", "template.category", false, "string", "MARKETING UTILITY AUTHENTICATION"],
  ["OutboundContent", "header.type", false, "string", "text image video audio document location"],
  ["OutboundContent", "header.media.filename", false, "string"],
  ["OutboundContent", "actions.buttons.type", false, "string", "url quick_reply copy_code phone flow"],
  ["OutboundContent", "actions.cta.displayText", false, "string"],
  ["OutboundContent", "actions.list.sections.rows.id", false, "string"],
  ["OutboundContent", "actions.flow.flowId", false, "string"],
  ["OutboundContent", "cards.index", false, "integer"],
  ["OutboundContent", "meta.redacted", false, "boolean"],
  ["OutboundContent", "meta.redactionReason", false, "string"],
  ["OutboundContent", "meta.interactiveType", false, "string", "button list cta_url flow"],
  ["TemplateReference", "templateName", true, "string"],
  ["TemplateReference", "templateId", false, ["integer", "string"]],
  ["TemplateQualityUpdate", "eventDetails.meta.newQualityScore", true, "string", "GREEN YELLOW RED UNKNOWN"],
  [
    "WhatsappTemplateStatus",
    "meta.status",
    true,
    "string",
    "APPROVED REJECTED FLAGGED PAUSED PENDING_DELETION PENDING DISABLED",
  ],
  [
    "WhatsappTemplateStatus",
    "meta.reason",
    false,
    "string",
    "ABUSIVE_CONTENT INCORRECT_CATEGORY INVALID_FORMAT SCAM NONE",
  ],
  [
    "WhatsappTemplateStatus",
    "meta.otherInfo.title",
    false,
    "string",
    "FIRST_PAUSE SECOND_PAUSE RATE_LIMITING_PAUSE UNPAUSE DISABLED",
  ],
  ["ViberTemplateStatus", "viber.status", true, "string", "PENDING APPROVED REJECTED"],
  [
    "PhoneNumberQualityUpdate",
    "eventDetails.meta.event",
    true,
    "string",
    "ONBOARDING UPGRADE DOWNGRADE FLAGGED UNFLAGGED THROUGHPUT_UPGRADE",
  ],
  [
    "AccountUpdate",
    "eventDetails.event",
    true,
    "string",
    "BUSINESS_VERIFICATION_STATUS_UPDATE ACCOUNT_VIOLATION ACCOUNT_RESTRICTION",
  ],
  ["AutomaticEvent", "event_name", true, "string", "LeadSubmitted Purchase"],
  ["AutomaticEvent", "custom_data.currency", false, "string"],
  ["AutomaticEvent", "custom_data.value", false, "number"],
  ["BusinessEnvelope", "provider", false, "string", "WhatsApp viber"],
  ["MessageEnvelope", "namespace", false, "string", "ChatApps SMS"],
  ["OutboundContent", "channel", false, "string", "whatsapp"],
  ["ReceiptPayload", "viber.pricingCategory", false, "string", "session transactional promotional"],
  ["SmsInboundPayload", "encoding", false, "string", "GSM7 UCS2"],
  ["ContactMessage", "type", false, "string", "contacts"],
  ["PreferenceChange", "category", true, "string", "marketing_messages"],
  ["PreferenceChange", "value", true, "string", "stop"],
  ["PhoneNumberQualityUpdate", "eventDetails.meta.reason", false, "string", "QUALITY_DECREASE"],
  [
    "PhoneNumberQualityUpdate",
    "eventDetails.meta.maxDailyConversationsPerBusiness",
    false,
    "string",
    "TIER_50 TIER_250 TIER_2K TIER_10K TIER_100K TIER_NOT_SET TIER_UNLIMITED",
  ],
  [
    "PhoneNumberQualityUpdate",
    "eventDetails.meta.currentLimit",
    false,
    "string",
    "TIER_50 TIER_250 TIER_1K TIER_10K TIER_100K TIER_NOT_SET TIER_UNLIMITED",
  ],
  [
    "PhoneNumberQualityUpdate",
    "eventDetails.meta.oldLimit",
    false,
    "string",
    "TIER_50 TIER_250 TIER_1K TIER_10K TIER_100K TIER_NOT_SET TIER_UNLIMITED",
  ],
  ["AccountUpdate", "eventDetails.businessVerificationInfo.verificationStatus", false, "string", "APPROVED FAILED"],
  [
    "AccountUpdate",
    "eventDetails.businessVerificationInfo.rejectionReasons",
    false,
    "string",
    "NONE LEGAL_NAME_NOT_FOUND_IN_DOCUMENTS BUSINESS_NOT_ELIGIBLE",
  ],
  [
    "AccountUpdate",
    "eventDetails.violationInfo.violationType",
    false,
    "string",
    "LOW_BUSINESS_INITIATED_CALLING_QUALITY LOW_USER_INITIATED_CALLING_QUALITY USER_INITIATED_CALLS_LOW_PICKUP_RATE DIRECT_SEND_UTILITY_CATEGORY_ABUSE_WARN DIRECT_SEND_UTILITY_CATEGORY_ABUSE_STRIKE_1 DIRECT_SEND_UTILITY_CATEGORY_ABUSE_STRIKE_2 DIRECT_SEND_UTILITY_CATEGORY_ABUSE_OFFBOARD DIRECT_SEND_UTILITY_CATEGORY_ABUSE_UNBAN",
  ],
  [
    "AccountUpdate",
    "eventDetails.restrictionInfo.restrictionType",
    false,
    "string",
    "RESTRICTED_BUSINESS_INITIATED_CALLING RESTRICTED_USER_INITIATED_CALLING RESTRICTED_USER_INITIATED_CALLING_CALL_BUTTON_HIDDEN RESTRICTED_DIRECT_SEND_UTILITY_TEMPLATES",
  ],
];

/** Fields that the vendor's tables do not have, or no longer. */
const absent: [schema: string, path: string][] = [
  ["ReceiptPayload", "price"],
  ["ReceiptPayload", "recipient"],
  ["ReceiptPayload", "channelId"],
  ["ReceiptPayload", "timestamp"],
  ["ExternalAppPayload", "status"],
  ["ExternalAppPayload", "batchId"],
  ["MediaMessage", "content.caption"],
  ["ViberTemplateStatus", "templateId"],
  ["BusinessEnvelope", "namespace"],
  ["BusinessEnvelope", "version"],
  ["BusinessEnvelope", "description"],
  ["BusinessEnvelope", "payload"],
];

describe("the deliveries of 8x8", () => {
  test.each(fields)("have in %s the field %s, always there: %s, of type %s", (schema, path, required, type, known) => {
    const field = fieldOf("8x8", schema, path);
    expect([field.required, field.schema.type]).toEqual([required, type]);
    const values = field.schema["x-known-values"];
    if (known === undefined) expect(values).toBeUndefined();
    else expect(values).toEqual(expect.arrayContaining(known.split(" ")));
  });

  test.each(absent)("have in %s no field %s", (schema, path) => {
    expect(fieldsOf("8x8", schema, path)).toEqual([]);
  });

  test.each([
    ["TextMessage", "Text text", {}],
    ["MediaMessage", "Image image Video video Audio audio File file Document document", { Document: "File" }],
    ["LocationMessage", "Location location", {}],
    ["InteractiveMessage", "Interactive interactive", {}],
  ])("call a %s %s, of which handlers get one spelling", (schema, names, aliases) => {
    const type = fieldOf("8x8", schema, "type").schema;
    expect(type.enum).toEqual(names.split(" "));
    expect(type).toHaveProperty("x-aliases", aliases);
  });

  test("call a channel by one spelling, and the namespace of messages by one name", () => {
    expect(fieldOf("8x8", "OtherMessage", "type").schema).toHaveProperty("x-aliases", {});
    expect(fieldOf("8x8", "InboundPayload", "recipient.channel").schema).toHaveProperty("x-aliases", {});
    const aliases = { "Messaging Apps": "ChatApps" };
    expect(fieldOf("8x8", "MessageEnvelope", "namespace").schema).toHaveProperty("x-aliases", aliases);
  });
});
