import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import { fieldNames, fieldOf } from "../../../src/fields.ts";
import { findOperation } from "../../../src/operations.ts";
import { locate } from "../../../src/pointer.ts";

type Row = [field: string, type: string, required: boolean, saying: RegExp, also?: object];

/** The body parameters of the vendor's reference page. */
const bodyParameters: Row[] = [
  ["name", "string", true, /name that people recognize the webhook by/],
  ["targetUrl", "string", true, /URL that Webex sends a `POST` to for each event/, { format: "uri" }],
  ["resource", "string", true, /to watch.*needs read access/],
  ["event", "string", true, /event that triggers a delivery/],
  [
    "filter",
    "string",
    false,
    /matching events.*`hostEmail`, `hostUserId`.*`ownedBy: org`.*\[Filtering Webhooks\]\(https:\/\/developer\.webex\.com\/docs\/api\/guides\/webhooks#filtering-webhooks\)/,
  ],
  ["secret", "string", false, /key that Webex signs deliveries with.*`X-Spark-Signature`.*HMAC-SHA1/],
  [
    "ownedBy",
    "string",
    false,
    /`org` creates a webhook for the whole organization.*\[inline file DLP\]\(https:\/\/developer\.webex\.com\/docs\/api\/guides\/webex-real-time-file-dlp-basics\)/,
    { enum: ["org"] },
  ],
];

/** The response properties of the page. */
const responseProperties: Row[] = [
  ["id", "string", true, /Identifies the webhook/],
  ["name", "string", true, /name that people recognize/],
  ["targetUrl", "string", true, /URL that Webex sends a `POST` to for each event/, { format: "uri" }],
  ["resource", "string", true, /resource that is watched/],
  ["event", "string", true, /event that triggers a delivery/],
  ["filter", "string", false, /limits the webhook to matching events/],
  ["secret", "string", false, /deliveries are signed with/],
  ["status", "string", true, /`active`.*delivered.*`inactive`.*disabled.*`status: active`/],
  ["created", "string", false, /webhook was created/, { format: "date-time" }],
  ["ownedBy", "string", false, /`org`.*anyone in the organization/],
];

/** Properties that the platform sends without the page naming them. */
const further: Row[] = [
  ["orgId", "string", false, /organization/],
  ["createdBy", "string", false, /person or bot that created/],
  ["appId", "string", false, /app whose token/],
];

/** The resources and events, by the page's words and by the value that they stand for. */
const resourceLines: [string, string, RegExp][] = [
  ["Attachment Actions", "attachmentActions", /submitted cards/i],
  ["Memberships", "memberships", /people in spaces/i],
  ["Messages", "messages", /messages/i],
  ["Rooms", "rooms", /spaces/i],
  ["Meetings", "meetings", /meetings/i],
  ["Recordings", "recordings", /recordings of meetings/i],
  ["CallRecordings", "convergedRecordings", /recordings of calls/i],
  ["Meeting Participants", "meetingParticipants", /join and leave a meeting/],
  ["Meeting Transcripts", "meetingTranscripts", /transcripts of meetings/i],
  ["Performance counter", "uc_counters", /performance counters of a Dedicated Instance/i],
  ["Service App authorization", "serviceApp", /authorization.*Service App/i],
  ["Admin Batch Jobs", "adminBatchJobs", /batch jobs of administrators/i],
];
const eventLines: [string, string, RegExp][] = [
  ["An object is created", "created", /was created/],
  ["An object is updated", "updated", /was updated/],
  ["An object is deleted", "deleted", /was deleted/],
  ["A meeting is started", "started", /meeting started/],
  ["A meeting is ended", "ended", /meeting ended/],
  ["A participant joined", "joined", /participant joined/],
  ["A participant left", "left", /participant left/],
  ["A room was migrated", "migrated", /another region and has a new `roomId`/],
  ["A Service App was authorized", "authorized", /Service App was authorized/],
  ["A Service App was deauthorized", "deauthorized", /Service App was deauthorized/],
  ["The status of a batch job was changed", "statusChanged", /batch job.*new status/],
];

const orgResources =
  "meetings recordings convergedRecordings meetingParticipants meetingTranscripts videoMeshAlerts controlHubAlerts rooms messages adminBatchJobs".split(
    " ",
  );

describe("the vendor's reference page of creating a Webex webhook", () => {
  test.each(bodyParameters)("has the body parameter %s of type %s, required: %s", (...row) => {
    check("CreateWebhookRequest", row);
  });

  test.each(responseProperties)("has the response property %s of type %s, always there: %s", (...row) => {
    check("Webhook", row);
  });

  test.each(further)("lacks the property %s of type %s, which responses contain", (...row) => {
    check("Webhook", row);
  });

  test("names no other field than the schemas", () => {
    expect(fieldNames("webex", "CreateWebhookRequest")).toEqual(bodyParameters.map(([field]) => field));
    const properties = [...responseProperties, ...further].map(([field]) => field);
    expect(fieldNames("webex", "Webhook").sort()).toEqual(properties.sort());
  });

  test.each(resourceLines)("describes the resource %s, called %s", (_line, value, saying) => {
    expect(values("Resource")).toContain(value);
    expect(lineOf("Resource", value)).toMatch(saying);
    expect(fieldOf("webex", "Webhook", "resource").schema["x-known-values"]).toContain(value);
  });

  test.each(eventLines)("describes the event %s, called %s", (_line, value, saying) => {
    expect(values("Event")).toContain(value);
    expect(lineOf("Event", value)).toMatch(saying);
    expect(fieldOf("webex", "Webhook", "event").schema["x-known-values"]).toContain(value);
  });

  test("has two values of the status, and one of the owner in requests", () => {
    expect(fieldOf("webex", "Webhook", "status").schema["x-known-values"]).toEqual(["active", "inactive"]);
    expect(fieldOf("webex", "UpdateWebhookRequest", "status").schema.enum).toEqual(["active"]);
    expect(fieldOf("webex", "Webhook", "ownedBy").schema["x-known-values"]).toEqual(["creator", "org"]);
  });

  test.each(orgResources)("supports ownedBy: org for %s", (resource) => {
    const table = documentOf("webex").components.schemas["CreateWebhookRequest"]?.["x-webhook-resources"];
    expect(table?.[resource]?.orgOwned).toBe(true);
    expect(fieldOf("webex", "CreateWebhookRequest", "ownedBy").schema.description).toContain(`\`${resource}\``);
  });

  test("supports ownedBy: org for no other resource, and of messages for files and compliance officers", () => {
    const table = documentOf("webex").components.schemas["CreateWebhookRequest"]?.["x-webhook-resources"] ?? {};
    const supported = Object.keys(table).filter((resource) => table[resource]?.orgOwned);
    expect(supported.sort()).toEqual([...orgResources].sort());
    const { description } = fieldOf("webex", "CreateWebhookRequest", "ownedBy").schema;
    expect(description).toMatch(/`messages` \(compliance officers, messages with files only:/);
  });

  test("shows a request and a response, which the examples hold as they are", () => {
    const { path, method } = findOperation("webex", "createWebhook");
    const example = (...keys: string[]) =>
      locate<{ value: unknown }>(documentOf("webex"), "paths", path, method, ...keys).node.value;
    const type = "application/json";
    const request = example("requestBody", "content", type, "examples", "createWebhook.request");
    const response = example("responses", "200", "content", type, "examples", "createWebhook.response");
    expect(request).toEqual({
      name: "My Awesome Webhook",
      targetUrl: "https://example.com/mywebhook",
      resource: "messages",
      event: "created",
      filter: "roomId=Y2lzY29zcGFyazovL3VzL1JPT00vYmJjZWIxYWQtNDNmMS0zYjU4LTkxNDctZjE0YmIwYzRkMTU0",
      secret: "86dacc007724d8ea666f88fc77d918dad9537a15",
      ownedBy: "org",
    });
    expect(response).toEqual({
      ...(request as object),
      id: "Y2lzY29zcGFyazovL3VzL1dFQkhPT0svOTZhYmMyYWEtM2RjYy0xMWU1LWExNTItZmUzNDgxOWNkYzlh",
      status: "active",
      created: "2015-10-18T14:26:16+00:00",
    });
  });

  test("shows values that the fields have as their examples", () => {
    for (const [field] of bodyParameters) {
      const { examples } = fieldOf("webex", "CreateWebhookRequest", field).schema;
      expect(examples, field).toEqual(fieldOf("webex", "Webhook", field).schema.examples);
    }
  });
});

function check(component: string, [name, type, required, saying, also = {}]: Row): void {
  const field = fieldOf("webex", component, name);
  expect(field).toMatchObject({ required, schema: { type, ...also } });
  expect(field.schema.description?.replaceAll("\n", " ")).toMatch(saying);
}

function values(component: "Resource" | "Event"): string[] {
  return documentOf("webex").components.schemas[component]?.enum ?? [];
}

function lineOf(component: "Resource" | "Event", value: string): string {
  const lines = documentOf("webex").components.schemas[component]?.description?.split("\n") ?? [];
  return lines.find((line) => line.startsWith(`- \`${value}\`: `))?.slice(value.length + 6) ?? "";
}
