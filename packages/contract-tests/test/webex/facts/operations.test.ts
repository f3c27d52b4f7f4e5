import { operations, servers } from "@comms-webhooks/webex-client";
import * as data from "@comms-webhooks/webex-client/data";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import { fieldNames, fieldOf } from "../../../src/fields.ts";
import { findOperation, listOperations } from "../../../src/operations.ts";

const document = documentOf("webex");
const table = document.components.schemas["CreateWebhookRequest"]?.["x-webhook-resources"] ?? {};

/** The operations: id, method, path, whether one may be repeated. */
const rows: [string, string, string, boolean][] = [
  ["listWebhooks", "GET", "/webhooks", true],
  ["createWebhook", "POST", "/webhooks", false],
  ["getWebhook", "GET", "/webhooks/{webhookId}", true],
  ["updateWebhook", "PUT", "/webhooks/{webhookId}", true],
  ["deleteWebhook", "DELETE", "/webhooks/{webhookId}", true],
];

/** The operations: summary, and the schemas of the body that goes out and of that which comes back. */
const bodies: [id: string, summary: RegExp, sent: string | undefined, received: string | undefined][] = [
  ["listWebhooks", /^List webhooks$/, undefined, "WebhookList"],
  ["createWebhook", /^Create a webhook$/, "CreateWebhookRequest", "Webhook"],
  ["getWebhook", /^Get a webhook$/, undefined, "Webhook"],
  ["updateWebhook", /^Update a webhook$/, "UpdateWebhookRequest", "Webhook"],
  ["deleteWebhook", /^Delete a webhook$/, undefined, undefined],
];

/** Each resource with its events and its filters. */
const resources: [string, string, string][] = [
  ["attachmentActions", "created", "messageId personId roomId"],
  ["dataSources", "created updated deleted", "id schemaId appId orgId"],
  ["memberships", "created updated deleted all", "roomId personId personEmail isModerator"],
  ["messages", "created deleted all", "roomId roomType personId personEmail mentionedPeople hasFiles hasAttachments"],
  ["rooms", "created updated migrated all", "type isLocked"],
  [
    "meetings",
    "created updated deleted started ended",
    "id meetingNumber meetingType state hostEmail hostUserId siteUrl",
  ],
  [
    "recordings",
    "created updated deleted",
    "id meetingId scheduledMeetingId meetingSeriesId hostEmail hostUserId siteUrl",
  ],
  [
    "convergedRecordings",
    "created updated deleted",
    "recordingId ownerId ownerEmail ownerType storageRegion serviceType locationId",
  ],
  ["meetingParticipants", "joined left", "id meetingId state hostEmail hostPersonId siteUrl"],
  ["meetingTranscripts", "created", "id meetingId scheduledMeetingId meetingSeriesId hostEmail hostUserId siteUrl"],
  ["telephony_calls", "created updated deleted", "personality state number personId callType"],
  ["telephony_conference", "created updated deleted", ""],
  ["telephony_mwi", "updated", ""],
  ["uc_counters", "updated", "clusterName hostName nodeType agentId"],
  ["serviceApp", "authorized deauthorized", "id friendlyName trainSiteNames adminTrainSiteNames"],
  ["adminBatchJobs", "statusChanged", "jobType"],
  ["all", "all", ""],
  ["videoMeshAlerts", "triggered", ""],
  ["controlHubAlerts", "created", ""],
];

/** The scopes that a token needs, where they are known. */
const scopes: [string, "user" | "admin" | "compliance", string][] = [
  ["dataSources", "user", "spark:datasource_read"],
  ["dataSources", "admin", "spark-admin:datasource_read"],
  ["memberships", "user", "spark:memberships_read"],
  ["messages", "user", "spark:messages_read"],
  ["messages", "compliance", "spark-compliance:messages_read"],
  ["rooms", "user", "spark:rooms_read"],
  ["meetings", "user", "meeting:schedules_read"],
  ["meetings", "admin", "meeting:admin_schedule_read"],
  ["recordings", "user", "meeting:recordings_read"],
  ["recordings", "admin", "meeting:admin_recordings_read"],
  ["recordings", "compliance", "spark-compliance:meetings_read"],
  ["convergedRecordings", "compliance", "spark-compliance:recordings_read"],
  ["meetingParticipants", "user", "meeting:participants_read"],
  ["meetingParticipants", "admin", "meeting:admin_participants_read"],
  ["meetingTranscripts", "user", "meeting:transcripts_read"],
  ["meetingTranscripts", "admin", "meeting:admin_transcripts_read"],
  ["meetingTranscripts", "compliance", "spark-compliance:meetings_read"],
  ["telephony_calls", "user", "spark:calls_read"],
  ["uc_counters", "admin", "wxc-dedicateduc:admin_perfmon_read"],
];

describe("the operations of Webex", () => {
  test.each(rows)("%s is %s %s, repeatable: %s", (id, method, path, idempotent) => {
    expect(findOperation("webex", id)).toMatchObject({ method: method.toLowerCase(), path });
    expect(operations[id as keyof typeof operations]).toEqual({ method, path, idempotent });
  });

  test.each(bodies)("%s has the summary %s, sends %s and returns %s as JSON only", (id, summary, sent, received) => {
    const { operation } = findOperation("webex", id);
    expect(operation.summary).toMatch(summary);
    const json = (name?: string) =>
      name && { "application/json": { schema: { $ref: `#/components/schemas/${name}` }, examples: expect.anything() } };
    expect(operation.requestBody?.content).toEqual(json(sent));
    const success = Object.keys(operation.responses).find((status) => status.startsWith("2")) ?? "";
    expect(operation.responses[success]?.content).toEqual(json(received));
  });

  test("are all in the client's table", () => {
    const ids = listOperations(document).map(({ operation }) => operation.operationId);
    expect(Object.keys(operations).sort()).toEqual(ids.sort());
  });

  test("are served by one server and need a bearer token", () => {
    expect(servers).toEqual({ production: "https://webexapis.com/v1" });
    expect(document.servers.map(({ url }) => url)).toEqual(["https://webexapis.com/v1"]);
    const [requirement] = document.security;
    expect(Object.keys(requirement ?? {}).map((name) => document.components.securitySchemes[name])).toMatchObject([
      { type: "http", scheme: "bearer", description: expect.stringMatching(/read scope of\s+the resource/) },
    ]);
  });

  test.each(rows)("%s needs a token, and the body that it takes", (id) => {
    const { operation } = findOperation("webex", id);
    expect(operation).not.toHaveProperty("security");
    expect(operation).toHaveProperty("tags", ["Webhooks"]);
    expect(operation.requestBody?.required).toBe(["createWebhook", "updateWebhook"].includes(id) ? true : undefined);
  });

  test("refer for a create to the Webhooks guide", () => {
    expect(findOperation("webex", "createWebhook").operation.description).toContain(
      "[Webhooks guide](https://developer.webex.com/docs/api/guides/webhooks)",
    );
  });

  test("refuse an empty name, an empty id, and a target that isn't a URL of http or https", () => {
    for (const request of ["CreateWebhookRequest", "UpdateWebhookRequest"]) {
      expect(fieldOf("webex", request, "name").schema.minLength).toBe(1);
      const pattern = new RegExp(fieldOf("webex", request, "targetUrl").schema.pattern ?? "$.");
      for (const url of ["https://a.example", "http://a.example/b"]) expect(url).toMatch(pattern);
      for (const url of ["ftp://a.example", "https://", "https://?a"]) expect(url).not.toMatch(pattern);
    }
    for (const id of ["getWebhook", "updateWebhook", "deleteWebhook"])
      expect(findOperation("webex", id).parameters).toMatchObject([{ name: "webhookId", schema: { minLength: 1 } }]);
  });

  test("page the list by max and choose it by ownedBy", () => {
    const { parameters } = findOperation("webex", "listWebhooks");
    expect(parameters).toMatchObject([
      { name: "max", in: "query", schema: { type: "integer", default: 100, minimum: 1 } },
      { name: "ownedBy", in: "query", schema: { enum: ["org"] } },
    ]);
    expect(parameters.some(({ required, schema }) => required || schema.maximum !== undefined)).toBe(false);
    expect(fieldOf("webex", "WebhookList", "items").required).toBe(true);
  });

  test("change by an update only the name, the target URL, the secret and an inactive status", () => {
    expect(fieldNames("webex", "UpdateWebhookRequest")).toEqual(["name", "targetUrl", "secret", "ownedBy", "status"]);
    const schema = document.components.schemas["UpdateWebhookRequest"];
    expect(schema).toMatchObject({ required: ["name", "targetUrl"], additionalProperties: true });
    expect(fieldOf("webex", "UpdateWebhookRequest", "ownedBy").schema.description).toMatch(/Ignored/);
    expect(findOperation("webex", "updateWebhook").operation.description).toMatch(/can't disable.*ignores/s);
  });
});

describe("the resources of Webex", () => {
  test("include those of this table, and are the same in lists and table", () => {
    expect(Object.keys(table)).toEqual(expect.arrayContaining(resources.map(([name]) => name)));
    expect(data.resources).toEqual(Object.keys(table));
    expect(data.events).toEqual(document.components.schemas["Event"]?.enum);
    expect(data.webhookResources).toEqual(table);
  });

  test.each(resources)("%s has the events %s and the filters %s", (name, events, filters) => {
    expect(table[name]?.events).toEqual(expect.arrayContaining(events.split(" ")));
    expect(table[name]?.filters).toEqual(expect.arrayContaining(filters.split(" ").filter(Boolean)));
    expect(table[name]?.description).toMatch(/\w+.*\./s);
  });

  test.each(scopes)("%s needs as a token of kind %s the scope %s", (name, kind, scope) => {
    expect(table[name]?.scopes[kind]).toContain(scope);
  });

  test("all needs the scopes of memberships, messages and rooms", () => {
    const expected = ["memberships", "messages", "rooms"].flatMap((name) => table[name]?.scopes.user ?? []);
    expect(table["all"]?.scopes.user).toEqual(expected);
    expect(expected).toHaveLength(3);
  });

  test("with a filter of hosts or owners require an organization's webhook", () => {
    const schema = document.components.schemas["CreateWebhookRequest"];
    expect(schema?.["x-violation"]?.path).toBe("ownedBy");
    expect(schema?.["x-violation"]?.message).toMatch(/^must be "org" when/);
    const rule = Object(schema?.not?.properties?.["filter"]);
    const pattern = new RegExp(rule["pattern"] ?? "^");
    expect(
      ["roomId=hostEmail", "personId=1&personEmail=ownerId@example.com"].filter((one) => pattern.test(one)),
    ).toEqual([]);
    expect(schema?.not).toMatchObject({ required: ["filter"], properties: { ownedBy: { not: {} } } });
    for (const name of ["hostEmail", "hostUserId", "ownerEmail", "ownerId"]) {
      expect(schema?.["x-violation"]?.message).toContain(name);
      expect(`roomId=1&${name}=x`).toMatch(pattern);
      expect(`${name}=x`).toMatch(pattern);
      expect(fieldOf("webex", "CreateWebhookRequest", "filter").schema.description).toContain(`\`${name}\``);
      expect(resources.some(([, , filters]) => filters.split(" ").includes(name))).toBe(true);
    }
  });
});
