import { describe, expect, it } from "vitest";
import { type Document, listDeliveries, listOperations, type Schema } from "../../generators/openapi.ts";
import { apis, documentPath } from "../../lib/apis.ts";
import { bundleSpec } from "../../lib/spec.ts";
import { fieldTable } from "./fields.ts";
import { indexPages } from "./index-pages.ts";

const documents = Object.fromEntries(
  await Promise.all(apis.map(async (api) => [api, await bundleSpec(documentPath(api))] as const)),
);

describe.each(apis)("the index of %s", (api) => {
  const document = documents[api] as Document;
  const pages = Object.fromEntries(indexPages(api, api, document).map(({ name, content }) => [name, content]));

  it("has every operation and every delivery, each with a link into the reference", () => {
    for (const { operation } of listOperations(document)) {
      expect(pages["index"]).toContain(`## ${operation.summary} {#${operation.operationId}}`);
      expect(pages["index"]).toContain(`\`${operation.operationId}\`{#${operation.operationId}.id} · `);
      expect(pages["index"]).toContain(`/${operation.operationId.toLowerCase()}" target="_self"`);
    }
    for (const { name, operation } of listDeliveries(document)) {
      expect(pages["deliveries"]).toContain(`## ${name} {#${name}}`);
      expect(pages["deliveries"]).toContain(`/${operation.operationId.toLowerCase()}" target="_self"`);
    }
  });

  it("has every named schema and every field", () => {
    const all = Object.values(pages).join("\n");
    const fields = (schema: Schema): string[] =>
      Object.entries(schema.properties ?? {}).flatMap(([name, property]) =>
        typeof property === "boolean" ? [] : [name, ...fields(property), ...fields(property.items ?? {})],
      );
    for (const schema of Object.values(document.components.schemas)) {
      for (const part of [schema, ...(schema.allOf ?? [])])
        for (const name of fields(part))
          expect(all).toMatch(new RegExp(`[\`.]${name.replace("$", "\\$")}(\\[\\])?[\`.]`));
    }
  });

  it("leads to no schema that it doesn't have", () => {
    const all = Object.values(pages).join("\n");
    const anchors = [...(pages["schemas"] ?? "").matchAll(/\{#(\w+)\}/g)].map(([, name]) => name);
    const missing = [...all.matchAll(/\.\/schemas\.md#(\w+)/g)]
      .map(([, name]) => name)
      .filter((name) => !anchors.includes(name));
    expect(missing).toEqual([]);
  });
});

describe("fieldTable", () => {
  const document = {
    components: { schemas: { Part: { type: "object", description: "A part." } } },
  } as unknown as Document;

  it("describes nested fields, named schemas, known values and defaults, a row with an anchor each", () => {
    const schema = {
      type: "object",
      required: ["list"],
      properties: {
        list: { type: "array", items: { properties: { id: { type: "string", description: "An id.\n- `a`: one" } } } },
        part: { $ref: "#/components/schemas/Part" },
        state: { type: "string", format: "date", default: "on", "x-known-values": ["on"], description: "A | state." },
        name: { type: "string", const: "it" },
      },
    };
    const table = fieldTable(document, schema, "Whole");
    expect(table.split("\n").slice(2)).toEqual([
      "| `list`{#Whole.list} | array of any, required |  |",
      "| `list[].id`{#Whole.list.id} | string | An id.<br>`a`: one |",
      "| `part`{#Whole.part} | [Part](./schemas.md#Part) | A part. |",
      '| `state`{#Whole.state} | string (date) | A \\| state. Known values: `on`. Default: `"on"`. |',
    ]);
  });

  it("says what a schema is that has no fields", () => {
    expect(fieldTable(document, { type: ["string", "integer"] }, "Id")).toBe("Type: string or integer.");
    expect(fieldTable(document, { oneOf: [{ $ref: "#/components/schemas/Part" }, { type: "null" }] }, "Part")).toBe(
      "One of [Part](./schemas.md#Part), null.",
    );
  });
});
