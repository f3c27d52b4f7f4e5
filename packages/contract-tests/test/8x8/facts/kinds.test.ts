import { describe, expect, test } from "vitest";
import { fieldKinds } from "../../../src/field-kinds.ts";

/**
 * The kinds of the fields, by 8x8's reference pages, guides and samples: a format or else a type, or another schema.
 * `!` is a field that is always there.
 */
const kinds: Readonly<Record<string, string>> = {
  AccountId: "string",
  WebhookType: "string",
  Webhook: `
    subAccountId!:string url!:uri httpAuthorization:string enabled:boolean type:string oauth:object
    oauth.url:uri oauth.clientId:string oauth.clientSecret:string oauth.credentialsLocation:string
    oauth.scope:string
  `,
  WebhookList: "Webhook",
  WebhookConfiguration: `
    subAccountId!:string url!:uri httpAuthorization:password enabled:boolean type:WebhookType oauth:object
    oauth.url!:uri oauth.clientId!:string oauth.clientSecret!:password oauth.credentialsLocation!:string
    oauth.scope:string
  `,
  CreateOrReplaceWebhooksRequest: "WebhookConfiguration",
  WebhookReference: "subAccountId!:string type:WebhookType",
  DeleteWebhooksRequest: "WebhookReference",
  ErrorResponse: "code!:integer message:string errorId:uuid timestamp:date-time",
  UnknownDelivery: "namespace:string eventType!:string",
  InboundMessageReceived: "MessageEnvelope namespace:string eventType!:string payload!:InboundPayload",
  OutboundMessageStatusChanged: "MessageEnvelope namespace:string eventType!:string payload!:ReceiptPayload",
  ExternalAppMessage: "MessageEnvelope namespace:string eventType!:string payload!:ExternalAppPayload",
  TemplateCategoryUpdate: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:TemplateReference&object
    eventDetails.meta!:object eventDetails.meta.previousCategory:TemplateCategory
    eventDetails.meta.newCategory!:TemplateCategory
  `,
  TemplateQualityUpdate: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:TemplateReference&object
    eventDetails.meta!:object eventDetails.meta.previousQualityScore:TemplateQualityScore
    eventDetails.meta.newQualityScore!:TemplateQualityScore
  `,
  TemplateStatusUpdate: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:WhatsappTemplateStatus&ViberTemplateStatus
  `,
  TemplateCorrectCategoryDetection: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:TemplateReference&object
    eventDetails.meta!:object eventDetails.meta.category:TemplateCategory
    eventDetails.meta.correctCategory!:TemplateCategory
  `,
  PhoneNumberQualityUpdate: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:object
    eventDetails.displayPhoneNumber!:string eventDetails.meta!:object eventDetails.meta.event!:string
    eventDetails.meta.maxDailyConversationsPerBusiness:string eventDetails.meta.currentLimit:string
    eventDetails.meta.oldLimit:string eventDetails.meta.reason:string
  `,
  AccountUpdate: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:object eventDetails.event!:string
    eventDetails.phoneNumber:string eventDetails.businessVerificationInfo:object
    eventDetails.businessVerificationInfo.businessId:string
    eventDetails.businessVerificationInfo.verificationStatus:string
    eventDetails.businessVerificationInfo.rejectionReasons:string[] eventDetails.violationInfo:object
    eventDetails.violationInfo.violationType:string eventDetails.violationInfo.remediation:string
    eventDetails.restrictionInfo:object[] eventDetails.restrictionInfo.restrictionType:string
    eventDetails.restrictionInfo.expiration:date-time eventDetails.restrictionInfo.remediation:string
  `,
  WhatsappUserIdUpdate: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:object eventDetails.rawEvent!:object
    eventDetails.rawEvent.field:string eventDetails.rawEvent.value!:RawEventValue&object
    eventDetails.rawEvent.value.user_id_update!:UserIdChange[]
  `,
  WhatsappContact: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:object eventDetails.rawEvent!:object
    eventDetails.rawEvent.field:string eventDetails.rawEvent.value!:RawEventValue&object
    eventDetails.rawEvent.value.messages!:ContactMessage[]
  `,
  WhatsappPreference: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:object eventDetails.rawEvent!:object
    eventDetails.rawEvent.field:string eventDetails.rawEvent.value!:RawEventValue&object
    eventDetails.rawEvent.value.user_preferences!:PreferenceChange[]
  `,
  WhatsappAutomaticEvents: `
    BusinessEnvelope namespace:string eventType!:string eventDetails!:object eventDetails.rawEvent!:object
    eventDetails.rawEvent.field:string eventDetails.rawEvent.value!:RawEventValue&object
    eventDetails.rawEvent.value.automatic_events!:AutomaticEvent[]
  `,
  SmsInboundMessageReceived: "MessageEnvelope namespace!:string eventType!:string payload!:SmsInboundPayload",
  SmsOutboundMessageStatusChanged: "MessageEnvelope namespace!:string eventType!:string payload!:SmsReceiptPayload",
  SmsShortUrlClicked: "MessageEnvelope namespace!:string eventType!:string payload!:ShortUrlClick",
  MessageEnvelope: "version:integer namespace:string description:string",
  InboundPayload: `
    umid!:uuid subAccountId:string timestamp:date-time user!:MessageUser recipient:object
    recipient.channel:Channel recipient.channelId:string replyToUmid:uuid Message
  `,
  ReceiptPayload: `
    umid!:uuid batchId:uuid clientMessageId:string clientBatchId:string subAccountId:string channel:Channel
    user:MessageUser status!:MessageStatus whatsapp:object whatsapp.providerErrorCode:string
    whatsapp.pricingCategory:string whatsapp.templateId:string|integer viber:object
    viber.providerErrorCode:string viber.pricingCategory:string viber.billable:boolean
    outboundContent:OutboundContent
  `,
  ExternalAppPayload: `
    umid!:uuid subAccountId:string timestamp:date-time channel:Channel user!:MessageUser Message
  `,
  Channel: "string",
  MessageUser: "msisdn:string channelUserId:string name:string username:string",
  Message: "TextMessage MediaMessage LocationMessage InteractiveMessage OtherMessage",
  TextMessage: "type!:string content!:object content.text!:string",
  MediaMessage: "type!:string content!:object content.url!:uri",
  LocationMessage: "type!:string content!:object content.location!:Place",
  InteractiveMessage: "type!:string content!:object content.interactive!:InteractiveReply content.payload:string",
  OtherMessage: "type!:string content:object",
  Place: "latitude!:number longitude!:number name:string address:string",
  InteractiveReply: "ButtonReply ListReply FlowReply CallPermissionReply OtherReply",
  ButtonReply: "type!:string button_reply!:object button_reply.id!:string button_reply.title:string",
  ListReply: `
    type!:string list_reply!:object list_reply.id!:string list_reply.title:string list_reply.description:string
  `,
  FlowReply: "type!:string nfmReply!:object nfmReply.responseJson!:string",
  CallPermissionReply: `
    type!:string callPermissionReply!:object callPermissionReply.response!:string
    callPermissionReply.isPermanent:boolean callPermissionReply.expirationTimestamp:date-time
    callPermissionReply.responseSource:string
  `,
  OtherReply: "type!:string",
  MessageStatus: "state!:string detail:string timestamp:date-time errorCode:integer errorMessage:string",
  OutboundContent: `
    channel:string contentType:string template:object template.name:string template.language:string
    template.category:TemplateCategory header:OutboundHeader body:OutboundText footer:OutboundText
    actions:OutboundActions cards:object[] cards.index:integer cards.header:OutboundHeader
    cards.body:OutboundText cards.actions:OutboundActions meta:object meta.redacted:boolean
    meta.redactionReason:string meta.interactiveType:string
  `,
  OutboundHeader: `
    type:string text:string media:object media.url:uri media.filename:string location:object
    location.latitude:number location.longitude:number location.name:string location.address:string
  `,
  OutboundText: "text:string",
  OutboundActions: `
    buttons:object[] buttons.type:string buttons.label:string buttons.value:string cta:object
    cta.displayText:string cta.url:uri list:object list.buttonLabel:string list.sections:object[]
    list.sections.title:string list.sections.rows:object[] list.sections.rows.id:string
    list.sections.rows.title:string list.sections.rows.description:string flow:object flow.flowId:string
    flow.cta:string flow.action:string flow.screen:string
  `,
  SmsInboundPayload: `
    umid!:uuid subAccountId:string timestamp:date-time source!:string destination:string body!:string
    encoding:string smsCount:integer price:SmsPrice
  `,
  SmsReceiptPayload: `
    umid!:uuid batchId:uuid clientMessageId:string clientBatchId:string subAccountId:string source:string
    destination:string status!:MessageStatus price:SmsPrice smsCount:integer
  `,
  ShortUrlClick: `
    eventId:uuid occurredAt:date-time umid!:uuid destination:string shortUrl:uri targetUrl:uri
  `,
  SmsPrice: "total:number perSms:number currency:string",
  BusinessEnvelope: `
    eventId:string timestamp:date-time provider:string businessAccountId:string accountId:string
  `,
  TemplateCategory: "string",
  TemplateQualityScore: "string",
  UnixTime: "string|integer",
  TemplateReference: "templateId:integer|string templateName!:string templateLanguage:string",
  WhatsappTemplateStatus: `
    TemplateReference meta!:object meta.status!:string meta.reason:string meta.disableInfo:object
    meta.disableInfo.disableDate:string meta.otherInfo:object meta.otherInfo.title:string
    meta.otherInfo.description:string
  `,
  ViberTemplateStatus: "templateName!:string templateLanguage:string viber!:object viber.status!:string",
  RawEventValue: `
    messaging_product:string metadata:object metadata.display_phone_number:string
    metadata.phone_number_id:string contacts:object[] contacts.profile:object contacts.profile.name:string
    contacts.profile.username:string contacts.wa_id:string contacts.user_id:string
    contacts.parent_user_id:string
  `,
  UserIdChange: `
    wa_id:string detail:string user_id!:object user_id.previous!:string user_id.current!:string
    parent_user_id:object parent_user_id.previous:string parent_user_id.current:string timestamp:UnixTime
  `,
  ContactMessage: `
    id:string from:string from_user_id:string timestamp:UnixTime type:string context:object
    context.forwarded:boolean contacts!:object[] contacts.name:object contacts.name.first_name:string
    contacts.name.formatted_name:string contacts.vcard:string contacts.origin:string contacts.phones:object[]
    contacts.phones.phone:string contacts.phones.wa_id:string contacts.phones.type:string
  `,
  PreferenceChange: `
    wa_id:string user_id:string parent_user_id:string detail:string category!:string value!:string
    timestamp:UnixTime
  `,
  AutomaticEvent: `
    id:string event_name!:string timestamp:UnixTime ctwa_clid:string custom_data:object
    custom_data.currency:string custom_data.value:number
  `,
};

describe("the schemas of 8x8", () => {
  test.each(Object.entries(kinds))(
    "have in %s the fields that are known, of the kinds that are known",
    (schema, fields) => {
      expect(fieldKinds("8x8", schema).sort()).toEqual(fields.trim().split(/\s+/).sort());
    },
  );
});
