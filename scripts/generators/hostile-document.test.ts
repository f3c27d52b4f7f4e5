import { beforeAll, describe, expect, test } from "vitest";
import { compilerErrors, importAll, type Sources, sourcesOf } from "../testing/compile.ts";
import { generateFromDocument } from "./any-document.ts";
import type { Document } from "./openapi.ts";

const code = "globalThis.executed = true;";

const texts: Record<string, string> = {
  "the end of a comment": `*/ ${code} /*`,
  "several lines": `a\n*/\n${code}\n/*`,
  "line separators": `a\u2028${code}\u2029${code}\r${code}`,
  "a closing quote": `"; ${code} //`,
  "an apostrophe and a backslash": `\\'; ${code} \\`,
  "a template literal": `\`\${(() => { ${code} })()}`,
  "a script element": `</script><script>${code}</script><!--`,
  "a compiler directive": "@ts-expect-error",
  "control characters": "a\u0000b\u001bc\ufeffd\u0085",
  "a source map": "x\n//# sourceMappingURL=data:,",
  "references of a replacement": "$&$1$`$'",
  "no characters": "",
};

/** Puts a text wherever a document of a stranger can have one, as a name or as a value. */
function documentOf(text: string): Document {
  const name = text || "name";
  const texts = { summary: text, description: text };
  const json = (schema: unknown, more = {}) => ({ content: { [`application/json;a=${text}`]: { schema, ...more } } });
  const parameters = [
    { name, in: "query", ...texts, schema: { type: "string", enum: [text, "b"], default: text } },
    { name: "id", in: "path", required: true, content: { [name]: { schema: { type: "string", description: text } } } },
  ];
  const body = {
    type: "object",
    title: text,
    description: text,
    properties: {
      a: { type: "string", examples: [text], "x-known-values": [text, "z"] },
      [name]: { not: { const: text } },
    },
    required: [name],
    not: { required: ["a", "b"] },
    "x-violation": { path: text, message: text },
  };
  const headers = { [name]: { ...texts, schema: { type: "string" } } };
  const responses = {
    "200": { ...texts, headers, ...json({ properties: { [text]: { const: text, description: text } } }) },
  };
  const get = { ...texts, tags: [text], parameters, responses };
  const examples = { [name]: { value: { a: text, [text]: text } } };
  return {
    openapi: "3.1.0",
    info: { title: text, version: text, ...texts },
    servers: [{ url: text, ...texts, variables: { a: { default: text } } }],
    paths: { [`/a${text}/{id}`]: { ...texts, servers: [{ url: text, ...texts }], get } },
    webhooks: { [name]: { post: { ...texts, requestBody: json(body, { examples }), responses } } },
    components: {
      schemas: { List: { enum: [text, "x"], description: text }, Date: { additionalProperties: { const: text } } },
    },
    "x-error-codes": { [text]: text },
  } as never;
}

/** Puts schemas into a document. */
function schemas(own: Record<string, unknown>): Document {
  return { openapi: "3.1.0", info: { title: "Schemas", version: "1" }, components: { schemas: own } } as never;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const many = <T>(count: number, of: (index: number) => T) => Array.from({ length: count }, (_, index) => of(index));

const nested = (depth: number): unknown => {
  let schema: unknown = {};
  for (let level = 0; level < depth; level++) schema = { items: schema };
  return schema;
};

const documents = Object.entries(texts).map(([title, text], index) => ({ title, text, api: `hostile${index}` }));
const sources: Record<string, Sources> = {};

beforeAll(async () => {
  for (const { api, text } of documents)
    sources[api] = sourcesOf(api, await generateFromDocument(documentOf(text), `${text}.yaml`));
});

describe.each(documents)("what is generated from a document of $title", ({ api }) => {
  test("runs nothing of it when it is imported", async () => {
    await importAll(api, sources[api] ?? {});
    expect(globalThis).not.toHaveProperty("executed");
  });
});

test("what is generated from any of these documents compiles", () => {
  expect(compilerErrors(Object.assign({}, ...Object.values(sources)))).toEqual([]);
});

describe("a document of", () => {
  test.each([
    ["schemas in each other 10,000 deep", { A: nested(10_000) }, /^#\/components\/schemas\/A: .*more than 250 deep/],
    ["a schema that is itself", { A: ref("A") }, /^#\/components\/schemas\/A: .*leads back to itself/],
    ["schemas that are each other", { A: { allOf: [ref("B")] }, B: { anyOf: [ref("A")] } }, /leads back to itself/],
    ["a reference to nothing", { A: { items: ref("B") } }, /^#\/components\/schemas\/A\/items: .*leads to nothing/],
    ["names in the prototype", { A: JSON.parse('{ "properties": { "__proto__": {} } }') }, /name "__proto__"/],
    ["half a surrogate pair", { A: { properties: { "a\ud800": {} } } }, /keyword properties: a name has half/],
    ["a pattern that isn't one", { A: { pattern: "(" } }, /^#\/components\/schemas\/A: .*keyword pattern/],
  ])("%s is refused by its place", async (_title, own, reason) => {
    await expect(generateFromDocument(schemas(own), "api.yaml")).rejects.toThrow(reason);
  });

  test.each([
    ["100,000 values of a list", { Kind: { enum: many(100_000, (index) => `value ${index}`) } }],
    ["5,000 fields", { A: { properties: Object.fromEntries(many(5_000, (index) => [`field${index}`, {}])) } }],
    [
      "500 schemas in a ring",
      Object.fromEntries(many(500, (index) => [`S${index}`, { items: ref(`S${(index + 1) % 500}`) }])),
    ],
    [
      "200 branches of 200 fields",
      { A: { anyOf: many(200, (index) => ({ required: many(200, (own) => `f${index}x${own}`) })) } },
    ],
    ["names that objects inherit", { A: { properties: { constructor: {}, toString: {}, hasOwnProperty: {} } } }],
  ])("%s is generated", async (_title, own) => {
    const files = await generateFromDocument(schemas(own), "api.yaml");
    expect(files.length).toBeGreaterThan(Object.keys(own).length);
  });
});
