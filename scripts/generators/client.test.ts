import { describe, expect, test } from "vitest";
import { generateClient } from "./client.ts";
import { generateData } from "./data.ts";
import { document } from "./golden/document.ts";
import { listOperations } from "./openapi.ts";

describe("generateClient", () => {
  test("rejects a document without servers", () => {
    expect(() => generateClient("8x8", { ...document, servers: [] })).toThrow(
      "specs/8x8/openapi.yaml: expected at least one server",
    );
  });

  test.each([
    ["get", true],
    ["put", true],
    ["delete", true],
    ["head", true],
    ["options", true],
    ["trace", true],
    ["post", false],
    ["patch", false],
  ])("calls %s idempotent: %s", (method, idempotent) => {
    const operation = { operationId: "sample", summary: "Sample", responses: {} };
    const content = generateClient("8x8", { ...document, paths: { "/a": { [method]: operation } } as never })[0]
      ?.content;
    const entry = `sample: { method: "${method.toUpperCase()}", path: "/a", idempotent: ${idempotent} }`;
    expect(content).toContain(entry);
  });

  test("prefers x-idempotent to the method", () => {
    const operation = { operationId: "sample", summary: "Sample", responses: {}, "x-idempotent": false };
    const content = generateClient("8x8", { ...document, paths: { "/a": { put: operation } } as never })[0]?.content;
    expect(content).toContain("idempotent: false");
  });
});

test("an operation has the base URL of its own servers, or of its path's", () => {
  const operation = (operationId: string) => ({ operationId, summary: "Sample", responses: {} });
  const servers = [{ url: "https://{name}.example.com", variables: { name: { default: "files" } } }];
  const paths = {
    "/a": { get: operation("a"), put: { ...operation("b"), servers } },
    "/b": { servers: [{ url: "https://b.example.com" }], get: operation("c"), put: { ...operation("d"), servers } },
  };
  const content = generateClient("8x8", { ...document, paths: paths as never })[0]?.content ?? "";
  expect(content.match(/^ {2}\w: .*/gm)).toEqual([
    '  a: { method: "GET", path: "/a", idempotent: true },',
    '  b: { method: "PUT", path: "/a", idempotent: true, baseUrl: "https://files.example.com" },',
    '  c: { method: "GET", path: "/b", idempotent: true, baseUrl: "https://b.example.com" },',
    '  d: { method: "PUT", path: "/b", idempotent: true, baseUrl: "https://files.example.com" },',
  ]);
});

describe("generateData", () => {
  test("lists every secret field, also in nested schemas", () => {
    const secret = { type: "string", format: "password" };
    const copy = structuredClone(document);
    copy.components.schemas = {
      First: { type: "object", properties: { a: secret, open: { type: "string" } } },
      Nested: { type: "object", properties: { outer: { type: "object", properties: { b: secret } } } },
      List: { type: "array", items: { type: "object", properties: { c: secret } } },
      Whole: { allOf: [{ properties: { d: secret } }], oneOf: [{ properties: { e: secret, a: secret } }] },
      ...Object.fromEntries(
        ["Delivery", "RoomFreed", "DeskTaken"].map((name) => [name, document.components.schemas[name] ?? {}]),
      ),
    };
    const literal = generateData("8x8", copy)[0]?.content.match(/secretFields = (\[[^\]]*\])/)?.[1];
    expect(JSON.parse(literal ?? "")).toEqual(["a", "b", "c", "d", "e"]);
  });

  test("has only what the document has", () => {
    const [server] = document.servers;
    if (!server) throw new Error("No server");
    const { info, paths } = document;
    const bare = { info, paths, servers: [server], components: { schemas: {}, responses: {} } };
    expect(generateData("8x8", bare)[0]?.content).not.toContain("export");
    expect(generateData("8x8", document)[0]?.content.match(/^export const \w+/gm)).toEqual(
      [
        ...[
          "kinds",
          "webhookResources",
          "webhookFilters",
          "deliveryNames",
          "deliveryAliases",
          "webhookTypeOf",
          "deliveryKeyFields",
          "spellings",
          "errorCodes",
          "regions",
        ],
        ...["secretFields", "receiptErrorCodes", "sourceAddresses"],
      ].map((name) => `export const ${name}`),
    );
  });
});

describe("listOperations", () => {
  test("includes the parameters of the path", () => {
    const found = listOperations(document).map(({ operation, parameters }) => [
      operation.operationId,
      ...parameters.map(({ name }) => name),
    ]);
    expect(found).toEqual([["listBookings", "roomId", "limit"], ["book", "roomId"], ["ping"]]);
  });
});
