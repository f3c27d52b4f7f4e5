import { CreateWebhookRequest } from "@comms-webhooks/webex-client/validators";
import { describe, expect, test } from "vitest";
import { accepts } from "../../src/ajv.ts";
import { documentOf } from "../../src/apis.ts";
import { issuesOf } from "../../src/validators.ts";

const schemas = documentOf("webex").components.schemas;
const table = schemas["CreateWebhookRequest"]?.["x-webhook-resources"] ?? {};
const resources = schemas["Resource"]?.enum ?? [];
const events = schemas["Event"]?.enum ?? [];
const pairs = resources.flatMap((resource) => events.map((event) => ({ resource, event })));
const request = { name: "Pairs", targetUrl: "https://hooks.example.com/pairs" };
const check = accepts("webex", "#/components/schemas/CreateWebhookRequest", "asserted");

describe("the pair of resource and event", () => {
  test("is of the resources and events that the table has", () => {
    expect(Object.keys(table)).toEqual(resources);
    expect([...new Set(Object.values(table).flatMap((entry) => entry.events))].sort()).toEqual([...events].sort());
  });

  test("has a delivery, except for the event all, which is never delivered", () => {
    const names = Object.entries(table).flatMap(([resource, entry]) => entry.events.map((e) => `${resource}.${e}`));
    const delivered = names.filter((name) => !name.endsWith(".all"));
    expect(Object.keys(documentOf("webex").webhooks).sort()).toEqual(delivered.sort());
  });

  test("is accepted by the schema alone if the enums have both", () => {
    expect(pairs.filter((pair) => !check({ ...request, ...pair }))).toEqual([]);
  });

  test("is accepted exactly if the table has it", () => {
    const accepted = pairs.filter(
      (pair) => issuesOf("webex", "CreateWebhookRequest", { ...request, ...pair }).length === 0,
    );
    expect(accepted).toEqual(pairs.filter(({ resource, event }) => table[resource]?.events.includes(event)));
  });

  test("that the table doesn't have gets one issue, which names the event, the resource and its events", () => {
    const wrong = pairs.filter(({ resource, event }) => !table[resource]?.events.includes(event));
    expect(wrong.length).toBeGreaterThan(0);
    for (const pair of wrong) {
      const known = table[pair.resource]?.events.map((event) => `"${event}"`) ?? [];
      const expected = `${known.length > 1 ? "one of " : ""}${known.join(", ")} for the resource "${pair.resource}"`;
      expect(issuesOf("webex", "CreateWebhookRequest", { ...request, ...pair })).toEqual([
        { path: ["event"], message: `event must be ${expected}; got "${pair.event}"` },
      ]);
    }
  });

  test("with an unknown resource gets one issue, which lists the resources", () => {
    const issues = issuesOf("webex", "CreateWebhookRequest", { ...request, resource: "message", event: "created" });
    expect(issues.map(({ path }) => path)).toEqual([["resource"]]);
    for (const resource of resources) expect(issues[0]?.message).toContain(`"${resource}"`);
  });

  test.each(["toString", "constructor", "__proto__", "hasOwnProperty"])("is not fooled by the name %s", (name) => {
    const byResource = issuesOf("webex", "CreateWebhookRequest", { ...request, resource: name, event: "created" });
    expect(byResource.map(({ path }) => path)).toEqual([["resource"]]);
    const byEvent = issuesOf("webex", "CreateWebhookRequest", { ...request, resource: "rooms", event: name });
    expect(byEvent.map(({ path }) => path)).toEqual([["event"]]);
  });

  test("is not checked with the library option undocumented", () => {
    const strings = ["messages", "updated", "brandNew", "", "toString"];
    for (const pair of [...pairs, ...strings.flatMap((resource) => strings.map((event) => ({ resource, event })))]) {
      expect(issuesOf("webex", "CreateWebhookRequest", { ...request, ...pair }, { undocumented: true })).toEqual([]);
    }
  });

  test("is the only rule that the library option undocumented turns off", () => {
    const paths = (value: unknown) =>
      issuesOf("webex", "CreateWebhookRequest", value, { undocumented: true }).map(({ path }) => path.join("."));
    expect(paths({ ...request, resource: 7, event: null })).toEqual(["resource", "event"]);
    expect(paths({ ...request, event: "updated" })).toEqual(["resource"]);
    expect(paths({ ...request, resource: "meetings", event: "new", filter: "hostEmail=ada" })).toEqual(["ownedBy"]);
    expect(paths({ resource: "messages", event: "updated", name: "", extra: 1 }).sort()).toEqual([
      "extra",
      "name",
      "targetUrl",
    ]);
  });

  test.each([false, "true", 1, undefined])("is checked with undocumented: %s", (undocumented) => {
    const value = { ...request, resource: "messages", event: "updated" };
    const { issues } = CreateWebhookRequest["~standard"].validate(value, { libraryOptions: { undocumented } });
    expect(issues).toHaveLength(1);
  });
});
