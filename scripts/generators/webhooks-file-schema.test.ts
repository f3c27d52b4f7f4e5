import { beforeAll, describe, expect, test } from "vitest";
import { shape as shape8x8 } from "../../packages/cli/src/8x8/file-shape.ts";
import { shape as webexShape } from "../../packages/cli/src/webex/file-shape.ts";
import { documentPath } from "../lib/apis.ts";
import { bundleSpec } from "../lib/spec.ts";
import type { Schema } from "./openapi.ts";
import type { FileApi } from "./webhooks-file.ts";
import { fileSchema } from "./webhooks-file-schema.ts";

// Bundling takes a second; the limit is for a busy machine.
describe("the schema of the webhooks file", { timeout: 60_000 }, () => {
  let apis: FileApi[];

  beforeAll(async () => {
    const document = async (api: string) => structuredClone(await bundleSpec(documentPath(api)));
    apis = [
      { api: "webex", shape: webexShape, document: await document("webex") },
      { api: "8x8", shape: shape8x8, document: await document("8x8") },
    ];
  }, 60_000);

  /** Returns a part of the schema by its keys. */
  const part = (...keys: string[]) =>
    keys.reduce<unknown>((node, key) => Object(node)[key], fileSchema(apis)) as Schema;
  const account = (api: string) => ["properties", api, "properties", "accounts", "additionalProperties", "properties"];

  test("has the events of a resource that is added to the document", () => {
    const table = apis[0]?.document.components.schemas["CreateWebhookRequest"]?.["x-webhook-resources"];
    if (table)
      table["doors"] = {
        description: "Doors.",
        events: ["created", "opened"],
        filters: [],
        scopes: {},
        orgOwned: false,
      };
    const rules = part(...account("webex"), "webhooks", "additionalProperties", "else").allOf ?? [];
    const doors = rules.find((rule) => JSON.stringify(rule["if"]).includes('"doors"'));
    expect(doors?.["then"]).toMatchObject({
      properties: { event: { anyOf: [{ enum: ["created", "opened"] }, { type: "string" }] } },
    });
  });

  test("has the fields, types and regions that are added to a document", () => {
    const document = apis[1]?.document;
    const { WebhookConfiguration: request, WebhookType: type } = document?.components.schemas ?? {};
    if (request?.properties)
      request.properties["color"] = { type: "string", format: "password", description: "A color." };
    type?.enum?.push("NEW");
    document?.servers.push({ url: "https://example.com", description: "The moon", "x-name": "moon" });
    const types = part(...account("8x8"), "webhooks", "additionalProperties", "properties");
    expect(Object.keys(types)).toEqual(["CADR", "MSG", "CABM", "NEW"]);
    expect(part(...account("8x8"), "defaults", "properties", "color")).toMatchObject({
      description: "A color.",
      pattern: expect.any(String),
    });
    expect(JSON.stringify(part(...account("8x8"), "region"))).toContain('"moon"');
  });
});
