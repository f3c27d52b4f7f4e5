import { operations, servers } from "@comms-webhooks/8x8-client";
import * as data from "@comms-webhooks/8x8-client/data";
import { describe, expect, test } from "vitest";
import { documentOf } from "../../../src/apis.ts";
import type { ResponseObject } from "../../../src/document.ts";
import { fieldOf } from "../../../src/fields.ts";
import { findOperation, listOperations } from "../../../src/operations.ts";
import { locate } from "../../../src/pointer.ts";

const document = documentOf("8x8");
const path = "/api/v1/accounts/{accountId}/webhooks";
const entries = listOperations(document).map((entry) => ({ ...entry, id: entry.operation.operationId }));

/** The operations: id, method, whether one may be repeated, and whether a body goes out and comes back. */
const rows: [string, string, boolean, "array" | "none", "array" | "none"][] = [
  ["listWebhooks", "GET", true, "none", "array"],
  ["createOrReplaceWebhooks", "POST", true, "array", "none"],
  ["deleteWebhooks", "DELETE", true, "array", "none"],
];

/** The operations: summary, and the schemas of the body that goes out and of that which comes back. */
const bodies: [id: string, summary: RegExp, sent: string | undefined, received: string | undefined][] = [
  ["listWebhooks", /^List webhooks$/, undefined, "WebhookList"],
  ["createOrReplaceWebhooks", /^Create or replace webhooks$/, "CreateOrReplaceWebhooksRequest", undefined],
  ["deleteWebhooks", /^Delete webhooks$/, "DeleteWebhooksRequest", undefined],
];

const regions: [string, string, RegExp][] = [
  ["asiaPacific", "https://chatapps.8x8.com", /Asia Pacific.*default/],
  ["northAmerica", "https://chatapps.us.8x8.com", /North America/],
  ["europe", "https://chatapps.8x8.uk", /Europe/],
  ["indonesia", "https://chatapps.8x8.id", /Indonesia/],
];

/** The fields that a list shows, and what is special about each when it is read. */
const read: [string, boolean, RegExp][] = [
  ["subAccountId", true, /sub-account,? or `\*`/],
  ["url", true, /URL/],
  ["httpAuthorization", false, /`\*\*\*`/],
  ["enabled", false, /delivered/],
  ["type", false, /as in the request/],
  ["oauth.url", false, /token endpoint/],
  ["oauth.clientSecret", false, /Always `\*\*\*`/],
];

describe("the operations of 8x8", () => {
  test.each(rows)(
    "%s is %s, repeatable: %s, with %s sent and %s received",
    (id, method, idempotent, sent, received) => {
      expect(operations[id as keyof typeof operations]).toEqual({ method, path, idempotent });
      const { operation } = findOperation("8x8", id);
      expect(operation).not.toHaveProperty("security");
      expect(operation).toHaveProperty("tags", ["Webhooks"]);
      expect(operation.requestBody?.required).toBe(sent === "none" ? undefined : true);
      expect(operation.responses["200"]?.content === undefined).toBe(received === "none");
    },
  );

  test.each(bodies)("%s has the summary %s, sends %s and returns %s as JSON only", (id, summary, sent, received) => {
    const { operation } = findOperation("8x8", id);
    expect(operation.summary).toMatch(summary);
    const json = (name?: string) =>
      name && { "application/json": { schema: { $ref: `#/components/schemas/${name}` }, examples: expect.anything() } };
    expect(operation.requestBody?.content).toEqual(json(sent));
    expect(operation.responses["200"]?.content).toEqual(json(received));
  });

  test("are all in the client's table", () => {
    expect(Object.keys(operations).sort()).toEqual(entries.map(({ id }) => id).sort());
  });

  test.each(entries)("$id declares 200, 400, 401 and 500, and any other error by default", ({ operation, method }) => {
    expect(Object.keys(operation.responses).sort()).toEqual(["200", "400", "401", "500", "default"]);
    const responseOf = (status: string) =>
      locate<ResponseObject>(document, "paths", path, method, "responses", status).node;
    expect(responseOf("400").description).toMatch(/request is invalid/);
    expect(responseOf("401").description).toMatch(/API key is missing or not valid/);
    expect(responseOf("500").description).toMatch(/platform failed/);
    const node = responseOf("default");
    expect(node.description).toMatch(/403, 404, 409, 410, 413, 422, 426 and 429/);
    expect(node.content?.["application/json"]?.schema).toEqual({ $ref: "#/components/schemas/ErrorResponse" });
  });

  test("need an API key as a bearer token", () => {
    const names = document.security.flatMap((requirement) => Object.keys(requirement));
    expect(names.map((name) => document.components.securitySchemes[name])).toMatchObject([
      { type: "http", scheme: "bearer", description: expect.stringMatching(/API key of the account/) },
    ]);
  });
});

describe("the regions of 8x8", () => {
  test.each(regions)("%s is served by %s", (name, url, saying) => {
    expect(servers[name as keyof typeof servers]).toBe(url);
    expect(document.servers.find((server) => server.url === url)?.description).toMatch(saying);
  });

  test("are those of the servers, of which the first is the default", () => {
    expect(data.regions).toEqual(expect.arrayContaining(regions.map(([name]) => name)));
    expect(data.regions[0]).toBe("asiaPacific");
    expect(Object.keys(servers)).toEqual([...data.regions]);
    expect(document.info.description).toMatch(/server of that region/);
  });
});

describe("the list of 8x8 webhooks", () => {
  test.each(read)("shows the field %s, always there: %s", (name, required, saying) => {
    const field = fieldOf("8x8", "WebhookList", name);
    expect(field.required).toBe(required);
    expect(field.schema.description).toMatch(saying);
  });

  test("has the types of the request as known values", () => {
    expect(fieldOf("8x8", "WebhookList", "type").schema["x-known-values"]).toEqual(data.webhookTypes);
    expect(data.webhookTypes).toEqual(expect.arrayContaining(["CADR", "MSG", "CABM"]));
  });
});

describe("an item of a request of 8x8", () => {
  test("is enabled by default, in requests and in lists", () => {
    expect(fieldOf("8x8", "WebhookConfiguration", "enabled").schema.default).toBe(true);
    expect(fieldOf("8x8", "Webhook", "enabled").schema.default).toBe(true);
  });

  test("has a URL of http or https, and OAuth's has to be https", () => {
    const pattern = (field: string) => new RegExp(fieldOf("8x8", "WebhookConfiguration", field).schema.pattern ?? "$.");
    for (const url of ["https://a.example", "http://a.example/b"]) expect(url).toMatch(pattern("url"));
    for (const url of ["ftp://a.example", "https://", "https://?a"]) expect(url).not.toMatch(pattern("url"));
    expect("https://a.example").toMatch(pattern("oauth.url"));
    expect("http://a.example").not.toMatch(pattern("oauth.url"));
  });

  test("has either a fixed authorization or OAuth", () => {
    expect(document.components.schemas["WebhookConfiguration"]?.["x-violation"]).toEqual({
      path: "httpAuthorization",
      message: 'must be absent or empty when "oauth" is given',
    });
  });
});

describe("deleting 8x8 webhooks", () => {
  test("names them by sub-account and type, where * is no wildcard", () => {
    expect(fieldOf("8x8", "DeleteWebhooksRequest", "subAccountId")).toMatchObject({ required: true });
    expect(fieldOf("8x8", "DeleteWebhooksRequest", "subAccountId").schema.description).toMatch(/not a wildcard/);
    const type = fieldOf("8x8", "DeleteWebhooksRequest", "type");
    expect(type).toMatchObject({ required: false, schema: { enum: data.webhookTypes } });
    expect(type.schema.description).toMatch(/`CADR` and `MSG` are deleted, and `CABM` stays/);
  });
});
