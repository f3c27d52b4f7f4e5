import { describe, expect, test } from "vitest";
import { fieldKinds } from "../../../src/field-kinds.ts";

/**
 * The kinds of the fields, by Webex's reference pages, guides and samples: a format or else a type, or another schema.
 * `!` is a field that is always there.
 */
const kinds: Readonly<Record<string, string>> = {
  Webhook: `
    id!:string name!:string targetUrl!:uri resource!:string event!:string filter:string secret:password
    status!:string created:date-time ownedBy:string orgId:string createdBy:string appId:string
  `,
  WebhookList: "items!:Webhook[]",
  Resource: "string",
  Event: "string",
  CreateWebhookRequest: `
    name!:string targetUrl!:uri resource!:Resource event!:Event filter:string secret:password ownedBy:string
  `,
  UpdateWebhookRequest: "name!:string targetUrl!:uri secret:password ownedBy:string status:string",
  ErrorResponse: `
    message!:string errors:object[] errors.description:string errors.errorCode:integer errorCode:integer
    trackingId:string
  `,
  DeliveryEnvelope: `
    id:string name:string targetUrl:uri resource!:string event!:string filter:string orgId:string
    createdBy:string appId:string ownedBy:string status:string created:date-time actorId:string
  `,
  UnknownDelivery: "DeliveryEnvelope data:OpenData",
  OpenData: "object",
  MessageData: `
    id!:string roomId!:string roomType:string personId!:string personEmail!:string mentionedPeople:string[]
    files:string[] parentId:string created:date-time
  `,
  DeletedMessageData: `
    id!:string roomId:string roomType:string personId:string personEmail:string created:date-time
  `,
  MembershipData: `
    id!:string roomId!:string roomType:string personId!:string personEmail:string personDisplayName:string
    personOrgId:string isModerator:boolean isMonitor:boolean isRoomHidden:boolean created:date-time
  `,
  RoomData: `
    id!:string type:string isLocked:boolean creatorId:string created:date-time lastActivity:date-time
  `,
  AttachmentActionData: "id!:string type:string messageId:string personId:string roomId:string created:date-time",
  MeetingData: `
    id!:string meetingType:string timezone:string start:date-time end:date-time hostUserId:string
    hostEmail:string state:string siteUrl:string orgId:string meetingNumber:string title:string agenda:string
    scheduledType:string recurrence:string hostDisplayName:string webLink:uri roomId:string
  `,
  RecordingData: `
    id!:string meetingId:string scheduledMeetingId:string meetingSeriesId:string topic:string
    createTime:date-time timeRecorded:date-time format:string durationSeconds:number sizeBytes:number
    serviceType:string siteUrl:string status:string
  `,
  MeetingTranscriptData: `
    id!:string meetingId:string scheduledMeetingId:string meetingSeriesId:string meetingTopic:string
    startTime:date-time hostUserId:string siteUrl:string status:string
  `,
  MeetingParticipantData: `
    id!:string meetingId:string host:boolean coHost:boolean email:string displayName:string invitee:boolean
    muted:boolean video:string state:string joinedTime:date-time leftTime:date-time siteUrl:string
    hostEmail:string meetingStartTime:date-time devices:object[] devices.correlationId:string
    devices.deviceType:string devices.joinedTime:date-time devices.leftTime:date-time
  `,
  ServiceAppData: "id!:string authorizerOrgId:string authorizationDate:date-time",
  CallData: `
    eventType:string eventTimestamp:date-time callId!:string callSessionId:string personality:string
    state:string remoteParty:CallParty appearance:number created:date-time answered:date-time
    disconnected:date-time redirections:object[] redirections.reason:string
    redirections.redirectingParty:CallParty recall:object recall.type:string recall.party:CallParty
    recordingState:string muteCapable:boolean muted:boolean completedElsewhere:boolean endpointType:string
    endpointId:string actorPersonId:string orgId:string
  `,
  CallParty: `
    name:string number:string personId:string placeId:string privacyEnabled:boolean callType:string
  `,
  AlertData: `
    summary!:string severity:string emailIds:string[] notificationAttributes:object
    notificationAttributes.RULE_NAME:string notificationAttributes.ORGANIZATION_NAME:string
    notificationAttributes.deviceId:string notificationAttributes.deviceName:string
    notificationAttributes.issues:object notificationAttributes.issues.detected:string[]
    notificationAttributes.issues.resolved:string[] overrideExistingSubscriptionRecipients:boolean
    actionUrl:string type:string subType:string orgId:string audit:boolean callbackUrl:string
    notificationId:string ruleId:string category:string
  `,
};

describe("the schemas of Webex", () => {
  test.each(Object.entries(kinds))(
    "have in %s the fields that are known, of the kinds that are known",
    (schema, fields) => {
      expect(fieldKinds("webex", schema).sort()).toEqual(fields.trim().split(/\s+/).sort());
    },
  );
});
