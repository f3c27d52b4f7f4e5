import { expect, test } from "vitest";
import { compilerErrors, importAll, sourcesOf } from "../testing/compile.ts";
import { completeDocument } from "./complete-document.ts";
import type { Document } from "./openapi.ts";
import { type Package, packages } from "./packages.ts";

/** A document by someone who knows no rule of the house. */
const stranger = {
  openapi: "3.1.0",
  info: { title: "Things", version: "1" },
  paths: {
    "/things/{id}": {
      parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
      get: {
        responses: { "200": { description: "", content: { "application/json": { schema: { type: "array" } } } } },
      },
      delete: { summary: "Delete it", responses: { "204": { description: "" } } },
    },
  },
  webhooks: {
    changed: {
      post: {
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Error" } } } },
        responses: { "200": { description: "" } },
      },
    },
  },
  components: { schemas: { Error: { type: "object", properties: { record: { type: "string" } } } } },
};

test("a document without servers, operationIds, summaries and deliveries by name becomes code that compiles", async () => {
  const document = completeDocument(structuredClone(stranger) as unknown as Document);
  const names = Object.keys(packages) as Package[];
  const files = await Promise.all(
    names.map(async (name) => {
      const own = await packages[name]("stranger", document);
      return name === "types" ? own.map((file) => ({ ...file, path: `types/${file.path}` })) : own;
    }),
  );
  const sources = sourcesOf("stranger", files.flat());
  expect(compilerErrors(sources)).toEqual([]);
  const { "client.ts": client } = await importAll("stranger", sources);
  expect(client).toMatchObject({
    servers: { main: "/" },
    operations: {
      getThingsId: { method: "GET", path: "/things/{id}", idempotent: true },
      deleteThingsId: { method: "DELETE", path: "/things/{id}", idempotent: true },
    },
  });
});
