import { describe, expect, it } from "vitest";
import { compareWithVendor } from "./compare.ts";
import type { Json } from "./json.ts";

const hook = {
  type: "object",
  required: ["url"],
  properties: { url: { type: "string", format: "uri" }, kind: { type: "string", enum: ["a", "b"] } },
};

/** Our side: one path, with a server that has a path. */
const ours: Json = {
  openapi: "3.1.0",
  servers: [{ url: "https://api.example.com/v1" }],
  paths: {
    "/hooks/{hookId}": {
      parameters: [{ name: "hookId", in: "path", required: true, schema: { type: "string" } }],
      put: {
        parameters: [{ name: "max", in: "query", schema: { type: "integer" } }],
        requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Hook" } } } },
        responses: { 200: { description: "", content: { "application/json": { schema: { type: "array" } } } } },
      },
    },
  },
  components: { schemas: { Hook: hook } },
};

/** Returns the differences as lines without the operation, if it is the usual one. */
function linesFor(theirs: Json): string[] {
  return compareWithVendor(ours, theirs).map(({ operation, place, ours: one, theirs: other }) =>
    `${operation} ${place}: ${one} / ${other}`.replace("PUT /hooks/{hookId} ", ""),
  );
}

/** Returns our document with another operation, without our `components`. */
function changed(change: Json, rest: Json = {}): Json {
  const item = (ours["paths"] as Record<string, { parameters: unknown; put: Json }>)["/hooks/{hookId}"];
  return {
    openapi: "3.0.3",
    components: ours["components"],
    paths: {
      "/hooks/{id}": {
        parameters: [{ name: "id", in: "path", required: true, schema: { type: "string" } }],
        put: { ...item?.put, ...change },
      },
    },
    ...rest,
  };
}

const body = (schema: unknown) => ({ requestBody: { content: { "application/json": { schema } } } });

describe("the differences from a vendor's document", () => {
  it("are none where only the names of path parameters, schemas, the versions and the servers differ", () => {
    expect(linesFor(changed({}))).toEqual([]);
    expect(linesFor(ours)).toEqual([]);
    const full = changed({})["paths"] as Json;
    expect(
      linesFor(
        changed(
          {},
          { paths: { "/v1/hooks/{id}/": full["/hooks/{id}"] }, servers: [{ url: "https://{region}.example.com" }] },
        ),
      ),
    ).toEqual([]);
  });

  it("are found in properties, types, required fields, formats and listed values", () => {
    const schema = {
      type: "object",
      required: ["kind"],
      properties: { url: { type: "string" }, kind: { type: "string", enum: ["a", "c"] }, mode: { type: "boolean" } },
    };
    expect(linesFor(changed(body(schema)))).toEqual([
      "requestBody/properties/url/format: uri / none",
      "requestBody/properties/url/required: yes / none",
      "requestBody/properties/kind/enum/b: listed / none",
      "requestBody/properties/kind/enum/c: none / listed",
      "requestBody/properties/kind/required: none / yes",
      "requestBody/properties/mode: none / boolean",
    ]);
  });

  it("are found in parameters, statuses, media types and whole operations", () => {
    const theirs = changed({
      parameters: [
        { name: "max", in: "query", required: true, schema: { type: "number" } },
        { name: "from", in: "query", required: true, schema: { type: "string" } },
      ],
      responses: {
        200: { content: { "application/json; charset=utf-8": { schema: { type: "array" } }, "text/csv": {} } },
        404: {},
      },
    });
    const paths = {
      ...(theirs["paths"] as Json),
      "/hooks/{id}/secrets": { get: {} },
      "/other": { get: {} },
      "/hooksters": { get: {} },
    };
    expect(linesFor({ ...theirs, paths })).toEqual([
      "parameters/query/max/type: integer / number",
      "parameters/query/max/required: none / yes",
      "responses/200/content/text~1csv: none / listed",
      "parameters/query/from: none / string, required",
      "responses/404: none / response",
      "GET /hooks/{id}/secrets : none / operation",
    ]);
  });

  it("are found where a body or its schema is missing", () => {
    expect(linesFor(changed({ requestBody: undefined, responses: { 200: {} } }))).toEqual([
      "requestBody: body / none",
      "responses/200/content/application~1json: listed / none",
    ]);
    expect(linesFor(changed({ responses: { 200: { content: { "application/json": {} } } } }))).toEqual([
      "responses/200/schema: array / none",
    ]);
  });

  it("are those of what references, allOf and nullable lead to", () => {
    const components = {
      schemas: {
        "a b": { allOf: [{ $ref: "#/components/schemas/Base" }, { properties: { kind: hook.properties.kind } }] },
        Base: { type: "object", required: ["url"], properties: { url: { ...hook.properties.url, nullable: true } } },
      },
    };
    expect(linesFor(changed(body({ $ref: "#/components/schemas/a%20b" }), { components }))).toEqual([
      "requestBody/properties/url/type: string / null or string",
    ]);
  });

  it("are those of a Swagger 2.0 document", () => {
    expect(
      linesFor({
        swagger: "2.0",
        basePath: "/v1/",
        definitions: { Hook: hook },
        paths: {
          "/hooks/{id}": {
            put: {
              parameters: [
                { name: "id", in: "path", required: true, type: "string" },
                { name: "max", in: "query", type: "integer", maximum: 50 },
                { name: "hook", in: "body", schema: { $ref: "#/definitions/Hook" } },
              ],
              responses: { 200: { schema: { type: "array" } } },
            },
          },
        },
      }),
    ).toEqual(["parameters/query/max/maximum: none / 50"]);
  });

  it("end where schemas contain themselves", () => {
    const components = {
      schemas: { Node: { type: "object", properties: { next: { $ref: "#/components/schemas/Node" } } } },
    };
    expect(linesFor(changed(body({ $ref: "#/components/schemas/Node" }), { components }))).toContain(
      "requestBody/properties/next: none / anything",
    );
  });

  it.each([
    [
      "a reference that leads nowhere",
      body({ $ref: "#/components/schemas/None" }),
      "#/components/schemas/None leads nowhere",
    ],
    ["a reference to itself", body({ $ref: "#/components/schemas/Loop" }), "#/components/schemas/Loop leads to itself"],
    ["a reference to another file", body({ $ref: "hook.json" }), "hook.json leads to another file"],
    ["references that multiply", body({ $ref: "#/components/schemas/N20" }), "The schemas have more than 20000 parts"],
  ])("can't be found with %s, which is said", (_, change, message) => {
    const doubling = Array.from({ length: 20 }, (_item, index) => {
      const $ref = index === 0 ? "#/components/schemas/Hook" : `#/components/schemas/N${index}`;
      return [`N${index + 1}`, { properties: { a: { $ref }, b: { $ref } } }];
    });
    const schemas = { Hook: hook, Loop: { $ref: "#/components/schemas/Loop" }, ...Object.fromEntries(doubling) };
    expect(() => linesFor(changed(change, { components: { schemas } }))).toThrow(message);
  });

  it("can't be found with a schema that is a part of itself, as an alias of YAML can be", () => {
    const loop: Record<string, unknown> = {};
    loop["properties"] = { loop };
    expect(() => linesFor(changed(body(loop)))).toThrow(/^The schemas (?:are nested too deeply|have more than)/);
  });

  it.each([
    [{}],
    [{ paths: [] }],
    [{ paths: { "/other": { get: {} } } }],
    [{ paths: { "/hooks/{id}": 1 } }],
    [{ paths: { "/hooks/{id}": { put: [] } } }],
  ])("can't be found in a document without the paths: %j", (theirs) => {
    expect(() => linesFor(theirs)).toThrow("The document has no operations at /hooks/{hookId}. Is it the one");
  });

  it("pass over parts of another form than OpenAPI's", () => {
    const odd = { parameters: { max: 1 }, requestBody: 7, responses: [null], "x-any": 1 };
    expect(linesFor(changed(odd))).toContain("requestBody: body / none");
  });
});
