import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { root } from "../lib/repository.ts";
import { generateClient } from "./client.ts";
import { generateData } from "./data.ts";
import { document } from "./golden/document.ts";
import { type Document, listOperations } from "./openapi.ts";

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

describe("the styles of parameters", () => {
  const array = { type: "array", items: { type: "string" } };
  const object = { type: "object", properties: { a: { type: "string" }, b: { type: "string" } } };
  const withParameters = (...lists: object[][]): Document =>
    ({
      ...document,
      paths: Object.fromEntries(
        lists.map((parameters, index) => [
          `/p${index}`,
          { get: { operationId: `get${index}`, summary: "Get", responses: {}, parameters } },
        ]),
      ),
    }) as never;
  const query = (name: string, schema: object, rest: object = {}) => ({ name, in: "query", schema, ...rest });

  /** Runs the generated client, and returns the address that it fetches. */
  async function queryOf(parameters: object[], values: object): Promise<string> {
    const [{ content = "" } = {}] = generateClient("8x8", withParameters(parameters));
    const { outputFiles } = await build({
      stdin: { contents: content, loader: "ts", resolveDir: `${root}packages/8x8-client` },
      bundle: true,
      format: "iife",
      globalName: "client",
      write: false,
    });
    const { createClient } = new Function(`${outputFiles[0]?.text}; return client;`)();
    let url = "";
    const fetch = async (request: Request) => {
      url = request.url;
      return new Response("{}", { headers: { "content-type": "application/json" } });
    };
    await createClient({ baseUrl: "https://example.com", fetch }).GET("/p0", { params: { query: values } });
    return url.slice("https://example.com/p0?".length);
  }

  test.each([
    ["form", query("a", array), ["x", "y&z"], "a=x&a=y%26z"],
    ["form, not exploded", query("a", array, { explode: false }), ["x", "y"], "a=x,y"],
    ["pipeDelimited", query("a", array, { style: "pipeDelimited" }), ["x", "y"], "a=x|y"],
    ["spaceDelimited", query("a", array, { style: "spaceDelimited" }), ["x", "y"], "a=x%20y"],
    ["form of an object", query("o", object), { a: "1", b: "2" }, "a=1&b=2"],
    ["form of an object, not exploded", query("o", object, { explode: false }), { a: "1", b: "2" }, "o=a,1,b,2"],
    ["deepObject", query("o", object, { style: "deepObject" }), { a: "1", b: "2" }, "o[a]=1&o[b]=2"],
    [
      "JSON",
      { name: "o", in: "query", content: { "application/json": { schema: object } } },
      { a: "1" },
      "o=%7B%22a%22%3A%221%22%7D",
    ],
    ["form of a text, whatever it may hold", query("t", { type: "string" }, { allowReserved: true }), "a&b", "t=a%26b"],
  ])("are applied: %s", async (_title, parameter, value, expected) => {
    const other = query("other", array);
    expect(await queryOf([parameter, other], { [parameter.name]: value, other: ["1", "2"] })).toBe(
      `${expected}&other=1&other=2`,
    );
  });

  test.each([
    [{ name: "p", in: "path", schema: array, style: "label" }, "the style label isn't supported; use simple"],
    [{ name: "p", in: "path", schema: object, explode: true }, "explode isn't supported for objects on the path"],
    [{ name: "p", in: "path", content: { "application/json": {} } }, "JSON on the path isn't supported; use schema"],
    [{ name: "p", in: "header", schema: object }, "only texts, numbers and arrays are supported in a header"],
    [query("p", object, { style: "deepObject", explode: false }), "the style deepObject needs explode: true"],
    [query("p", array, { style: "pipeDelimited", explode: true }), "the style pipeDelimited needs explode: false"],
    [query("p", object, { style: "pipeDelimited" }), "isn't supported for objects; use form or deepObject"],
  ])("are refused by name where the client can't apply them: %j", (parameter, reason) => {
    expect(() => generateClient("8x8", withParameters([parameter]))).toThrow(
      new RegExp(`^#/paths/~1p0/get/parameters/0/.*: parameter p: .*${reason}$`),
    );
  });

  test("are refused if two operations write one name in two ways", () => {
    const documentOf = (rest: object, schema: object) =>
      withParameters([query("p", array)], [query("p", schema, rest)]);
    expect(() => generateClient("8x8", documentOf({ explode: false }, array))).toThrow(
      "#/paths/~1p1/get/parameters/0/schema: parameter p: another query parameter of this name is written in another way",
    );
    expect(() => generateClient("8x8", documentOf({}, { type: "string" }))).not.toThrow();
  });
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
