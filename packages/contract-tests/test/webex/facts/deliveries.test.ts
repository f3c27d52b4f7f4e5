import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import { listDeliveries } from "../../../src/deliveries.ts";
import type { Parameter, ResponseObject } from "../../../src/document.ts";
import { fieldNames, fieldOf, fieldPaths } from "../../../src/fields.ts";
import { componentName, locate } from "../../../src/pointer.ts";

const document = documentOf("webex");
const deliveries = listDeliveries(document);

/** The events of each resource by the vendor's guide. */
const matrix: [resource: string, events: string][] = [
  ["attachmentActions", "created"],
  ["dataSources", "created updated deleted"],
  ["memberships", "created updated deleted"],
  ["messages", "created deleted"],
  ["rooms", "created updated migrated"],
  ["serviceApp", "authorized deauthorized"],
  ["telephony_calls", "created updated deleted"],
  ["telephony_conference", "created updated deleted"],
  ["telephony_mwi", "updated"],
  ["meetings", "created updated deleted started ended"],
  ["recordings", "created updated deleted"],
  ["convergedRecordings", "created updated deleted"],
  ["meetingParticipants", "joined left"],
  ["meetingTranscripts", "created"],
  ["uc_counters", "updated"],
  ["adminBatchJobs", "statusChanged"],
  ["videoMeshAlerts", "triggered"],
  ["controlHubAlerts", "created"],
];

/** The envelope: the guide's fields, and two that real deliveries have. `?` means that it is not always there. */
const envelope =
  "id? name? targetUrl? resource event filter? orgId? createdBy? appId? ownedBy? status? created? actorId?".split(" ");

/** What is known of `data`; resources without a row have nothing that is known. */
const data: [names: RegExp, fields: string][] = [
  [/^messages\.created$/, "id roomId roomType? personId personEmail mentionedPeople? files? parentId? created?"],
  [/^messages\.deleted$/, "id roomId? roomType? personId? personEmail? created?"],
  [
    /^memberships\./,
    "id roomId roomType? personId personEmail? personDisplayName? personOrgId? isModerator? isMonitor? isRoomHidden? created?",
  ],
  [/^rooms\.(created|updated)$/, "id type? isLocked? creatorId? created? lastActivity?"],
  [/^attachmentActions\./, "id type? messageId? personId? roomId? created?"],
  [
    /^meetings\./,
    "id meetingType? timezone? start? end? hostUserId? hostEmail? state? siteUrl? orgId? meetingNumber? title? agenda? scheduledType? recurrence? hostDisplayName? webLink? roomId?",
  ],
  [
    /^recordings\./,
    "id meetingId? scheduledMeetingId? meetingSeriesId? topic? createTime? timeRecorded? format? durationSeconds? sizeBytes? serviceType? siteUrl? status?",
  ],
  [
    /^meetingTranscripts\./,
    "id meetingId? scheduledMeetingId? meetingSeriesId? meetingTopic? startTime? hostUserId? siteUrl? status?",
  ],
  [
    /^meetingParticipants\./,
    "id meetingId? host? coHost? email? displayName? invitee? muted? video? state? joinedTime? leftTime? siteUrl? hostEmail? meetingStartTime? devices?",
  ],
  [
    /^telephony_calls\./,
    "eventType? eventTimestamp? callId callSessionId? personality? state? remoteParty? appearance? created? answered? disconnected? redirections? recall? recordingState? muteCapable? muted? completedElsewhere? endpointType? endpointId? actorPersonId? orgId?",
  ],
  [/^serviceApp\./, "id authorizerOrgId? authorizationDate?"],
  [
    /^controlHubAlerts\./,
    "summary severity? emailIds? notificationAttributes? overrideExistingSubscriptionRecipients? actionUrl? type? subType? orgId? audit? callbackUrl? notificationId? ruleId? category?",
  ],
];

const nothingKnown =
  /^(rooms\.migrated|(telephony_conference|telephony_mwi|convergedRecordings|dataSources|uc_counters|adminBatchJobs|videoMeshAlerts)\.)/;

/** Facts in the introduction and the responses. */
const sentences: [title: string, text: () => string | undefined, saying: RegExp][] = [
  ["signatures are of the secret", () => document.info.description, /With a `secret`.*`X-Spark-Signature`/],
  ["no time is signed", () => document.info.description, /no timestamp.*replayed/],
  [
    "another header is in no document",
    () => document.info.description,
    /`X-Webex-Signature`.*doesn't appear in any document/,
  ],
  ["a delivery has no id", () => document.info.description, /A delivery has no id; `id` is the webhook's/],
  ["a repetition is possible", () => document.info.description, /twice is not documented.*expect duplicates/],
  ["the order is not documented", () => document.info.description, /\*\*Order\.\*\* Not documented/],
  ["the API lags", () => document.info.description, /99\.5 %.*ten minutes.*404 until then/],
  [
    "nothing confidential is in it",
    () => document.info.description,
    /the text of a message, the inputs of a card or the title of a space/,
  ],
  [
    "100 failures disable a webhook",
    () => document.info.description,
    /`inactive` after 100 failed deliveries within five minutes/,
  ],
  [
    "a single failure disables a webhook soon after its reactivation",
    () => document.info.description,
    /within five minutes of its automatic disablement, a single failed delivery/,
  ],
  ["any 2xx is success", () => response("2XX").description, /^Any 2xx.*body is ignored.*not documented/],
  ["the rest is failure", () => response("default").description, /not documented.*100 failures.*five minutes/],
  [
    "bots receive mentions only",
    () => operation("messages.created").description,
    /group space a bot receives only messages that mention it/,
  ],
  [
    "bots receive their own messages",
    () => operation("messages.created").description,
    /`personId` is the bot's.*replies to itself/,
  ],
  ["a moved space has a new id", () => operation("rooms.migrated").description, /new `roomId`/],
];

describe("the deliveries of Webex", () => {
  test.each(matrix)("of %s include %s", (resource, events) => {
    const names = deliveries.map(({ name }) => name).filter((name) => name.startsWith(`${resource}.`));
    expect(names).toEqual(expect.arrayContaining(events.split(" ").map((event) => `${resource}.${event}`)));
  });

  test("have the envelope that the guide and real deliveries show, in their order", () => {
    expect(fields("DeliveryEnvelope")).toEqual(envelope);
    expect(fieldNames("webex", "DeliveryEnvelope")).not.toContain("secret");
  });

  const documented = deliveries.filter(
    ({ name }) => data.some(([names]) => names.test(name)) || nothingKnown.test(name),
  );

  test.each(documented)("$name has the data that is known of it", ({ name, schema }) => {
    const [, known] = data.find(([names]) => names.test(name)) ?? [];
    const component = document.components.schemas[schema]?.allOf?.[1]?.properties?.["data"];
    const of = component ? componentName(component) : "";
    if (known === undefined) {
      expect(name).toMatch(nothingKnown);
      expect([of, operation(name).description]).toEqual(["OpenData", expect.stringMatching(/`data`.*documented/)]);
    } else {
      expect(name).not.toMatch(nothingKnown);
      expect(fields(of).sort()).toEqual(known.split(" ").sort());
    }
  });

  test.each([
    ["messages.created", "MessageData", "text markdown html"],
    ["attachmentActions.created", "AttachmentActionData", "inputs personEmail"],
    ["rooms.created", "RoomData", "title"],
  ])("%s has no confidential data", (_name, component, absent) => {
    for (const field of absent.split(" ")) expect(fieldNames("webex", component)).not.toContain(field);
  });

  test.each([
    ["CallData", "personality", "originator terminator clickToDial"],
    ["CallData", "state", "connecting alerting connected held remoteHeld disconnected"],
    ["CallData", "remoteParty.callType", "location organization external emergency repair other"],
    ["MeetingData", "state", "active scheduled ready lobby inProgress ended missed expired"],
    ["MeetingData", "meetingType", "meetingSeries scheduledMeeting meeting"],
    ["MessageData", "roomType", "direct group"],
    ["AlertData", "severity", "HIGH MEDIUM LOW"],
    ["CallData", "eventType", "received updated answered alerting connected held remoteHeld resumed"],
    ["CallData", "eventType", "recording disconnected forwarded"],
    ["CallData", "redirections.reason", "busy noAnswer unavailable unconditional timeOfDay divert followMe huntGroup"],
    ["CallData", "redirections.reason", "callQueue unknown"],
    ["CallData", "recall.type", "park"],
    ["CallData", "recordingState", "pending started paused stopped failed"],
    ["MeetingData", "scheduledType", "meeting webinar personalRoomMeeting"],
    ["RecordingData", "format", "MP4 ARF UPLOADED"],
    ["RecordingData", "serviceType", "MeetingCenter EventCenter TrainingCenter SupportCenter"],
    ["RecordingData", "status", "available deleted purged"],
    ["MeetingTranscriptData", "status", "available deleted"],
    ["MeetingParticipantData", "video", "on off"],
    ["MeetingParticipantData", "state", "lobby end joined breakoutSession"],
    ["DeletedMessageData", "roomType", "direct group"],
    ["MembershipData", "roomType", "direct group"],
    ["RoomData", "type", "direct group"],
    ["AttachmentActionData", "type", "submit"],
    ["DeliveryEnvelope", "ownedBy", "creator org"],
    ["DeliveryEnvelope", "status", "active"],
  ])("%s has for %s the known values %s", (component, field, values) => {
    expect(fieldOf("webex", component, field).schema["x-known-values"]).toEqual(
      expect.arrayContaining(values.split(" ")),
    );
  });

  test("name the other end of a call", () => {
    const paths = fieldPaths("webex", "CallData").filter((path) => path.startsWith("remoteParty."));
    expect(paths.map((path) => path.slice(12))).toEqual(
      "name number personId placeId privacyEnabled callType".split(" "),
    );
  });

  test.each(deliveries)("$name has the signature as a header, and no other security", ({ name, operation: own }) => {
    expect(own).toMatchObject({ security: [], tags: [name.split(".")[0]], requestBody: { required: true } });
    const { node } = locate<Parameter>(document, "webhooks", name, "post", "parameters", "0");
    expect(node).toMatchObject({ name: "X-Spark-Signature", in: "header", schema: { type: "string" } });
    expect(node.required).not.toBe(true);
    expect(node.description).toMatch(/HMAC-SHA1 of the body's bytes.*lower-case hexadecimal/);
    expect(String(node.example)).toMatch(/^[0-9a-f]{40}$/);
    expect(Object.keys(own.responses)).toEqual(["2XX", "default"]);
  });

  test.each(sentences)("are described with the fact that %s", (_title, text, saying) => {
    expect(text()?.replaceAll("\n", " ")).toMatch(saying);
  });
});

function fields(component: string): string[] {
  const names = fieldNames("webex", component);
  return names.map((name) => (fieldOf("webex", component, name).required ? name : `${name}?`));
}

function operation(name: string) {
  return locate<{ description: string }>(document, "webhooks", name, "post").node;
}

function response(status: string): ResponseObject {
  return locate<ResponseObject>(document, "webhooks", "messages.created", "post", "responses", status).node;
}
