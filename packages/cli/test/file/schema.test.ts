import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { writeFile } from "../../src/file/write-file.js";
import { goodFile } from "./good-file.js";
import { inTheClear, mistyped, pairs } from "./wrong-files.js";

const schema = JSON.parse(readFileSync(new URL("../../schema/webhooks.schema.json", import.meta.url), "utf8"));
const validate = new Ajv({ strict: false, allErrors: true }).compile(schema);

/** Returns what the schema finds wrong in a file. */
function errorsOf(text: string): string[] {
  validate(parse(text.replaceAll("▶", "")));
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

describe("the JSON Schema of the file", () => {
  it("accepts a file without a mistake, and one that was written", () => {
    expect(errorsOf(goodFile)).toEqual([]);
    const lobby = {
      name: "Lobby",
      targetUrl: "http://localhost",
      resource: "telephony_calls",
      event: "all",
      secret: "x",
    };
    const stored = {
      subAccountId: "*",
      type: "MSG",
      url: "https://example.com",
      enabled: false,
      httpAuthorization: "***",
    };
    const { text } = writeFile([
      { api: "webex", name: "default", fields: { token: "${WEBEX_TOKEN}" }, webhooks: [lobby] },
      { api: "8x8", name: "default", fields: { accountId: "${ID}", apiKey: "${API_KEY}" }, webhooks: [stored] },
    ]);
    expect(errorsOf(text)).toEqual([]);
  });

  it.each([...inTheClear, ...mistyped, ...pairs])("rejects a file that %s", (_title, text) => {
    expect(errorsOf(text)).not.toEqual([]);
  });

  it("describes every field", () => {
    const properties = (node: unknown): [string, { description?: string }][] => {
      if (typeof node !== "object" || node === null) return [];
      const own = "description" in node && "properties" in node ? Object.entries(Object(node.properties)) : [];
      return [...(own as [string, { description?: string }][]), ...Object.values(node).flatMap(properties)];
    };
    const found = properties(schema);
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter(([, { description }]) => !description)).toEqual([]);
  });
});
