import { beforeAll, describe, expect, test } from "vitest";
import { compilerErrors, importAll, type Sources, sourcesOf } from "../testing/compile.ts";
import { generateClient } from "./client.ts";
import { generateData } from "./data.ts";
import { generateExamples } from "./examples.ts";
import { document } from "./golden/document.ts";
import type { Document, GeneratedFile, Schema } from "./openapi.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";

const code = "globalThis.executed = true;";

/** Puts a text wherever a document has one. */
function texts(text: string): Document {
  const copy = JSON.parse(JSON.stringify(document)) as Document;
  const visit = (node: unknown, inExamples: boolean): void => {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      const isText = ["description", "summary", "title", "x-violation"].includes(key);
      if (isText && typeof value === "string") Object.assign(node, { [key]: text });
      visit(value, inExamples);
    }
  };
  visit(copy, false);
  copy.info = { title: text, version: text };
  copy.servers = copy.servers.map((server) => ({ ...server, description: text, url: `https://example.com/${text}` }));
  for (const schema of Object.values(copy.components.schemas))
    Object.assign(schema, { description: text, title: text });
  Object.assign(copy.components.schemas["Booking"] ?? {}, { deprecated: true, default: text, examples: [text] });
  copy["x-error-codes"] = { "1": text, [text.slice(0, 100)]: "x" };
  return copy;
}

/** Puts a schema into the document as that of a property. */
function property(name: string, schema: Schema): Document {
  const copy = structuredClone(document);
  const own = JSON.parse(JSON.stringify({ [name]: schema }).replaceAll("PROTO", "__proto__"));
  const key = Object.keys(own)[0] ?? name;
  copy.components.schemas["Failure"] = { type: "object", required: [key], properties: own };
  return copy;
}

function nested(depth: number): Schema {
  let schema: Schema = { type: "string", description: "*/" };
  for (let level = 0; level < depth; level++) schema = { type: "object", properties: { a: schema } };
  return schema;
}

const hostile: Record<string, Document> = {
  "texts that end a comment": texts(`*/ ${code} /*`),
  "texts of several lines": texts(`a\n*/\n${code}\n/*`),
  "texts with carriage returns": texts(`a\r${code}\r\n${code}`),
  "texts with line separators": texts(`a\u2028${code}\u2029${code}`),
  "texts with a closing quote": texts(`"; ${code} //`),
  "texts with an apostrophe and a backslash": texts(`\\'; ${code} \\`),
  "texts with a template literal": texts(`\`; ${code} \${(() => { ${code} })()}`),
  "texts with a script element": texts(`</script><script>${code}</script><!--`),
  "texts with compiler directives": texts("@ts-expect-error"),
  "texts with tags": texts(`@deprecated\n@type {never}\n@ts-ignore`),
  "texts with control characters": texts("a\u0000b\u001bc\ufeffd\u0085"),
  "texts with half a surrogate pair": texts("a\ud800b\udc00"),
  "texts with a source map": texts("x\n//# sourceMappingURL=data:,"),
  "texts with an import": texts('\nimport "node:fs";\n/// <reference path="/etc/passwd" />'),
  "very long texts": texts(`*/ ${code} /* `.repeat(3_000)),
  "empty texts": texts(""),
  "texts of slashes and stars": texts("*/*/ /*/ /**/ //"),
  "a property that is the prototype": property("PROTO", { type: "string", description: "*/" }),
  "a property that is code": property(`"]; ${code} //`, { type: "string" }),
  "a property of every name": property("class", {
    type: "object",
    properties: { "": {}, "a\nb": {}, "1": {}, "-1": {}, "*/": {}, "\u2028": {} },
  }),
  "properties that every object has": property("b", {
    type: "object",
    required: ["constructor", "valueOf"],
    properties: { constructor: {}, toString: {}, hasOwnProperty: { type: "string" } },
  }),
  "values that are code": property("a", {
    type: "string",
    enum: [`"; ${code} //`, `\`\${${code}}`, "\u2028", "</script>"],
  }),
  "known values that are code": property("a", { type: "string", "x-known-values": [`" | any; ${code} //`, "*/"] }),
  "a constant that is code": property("a", { type: "string", const: `"]; ${code} //\n*/` }),
  "a default with the prototype": property("a", {
    type: "object",
    default: { PROTO: { executed: true } },
    examples: [code],
  }),
  "deep schemas": property("a", nested(40)),
};

/** Generates all of an API's files. Validators may be refused with the place that they can't be generated from. */
async function generateAll(api: string, from: Document): Promise<Sources> {
  const types = await generateTypes(api, from);
  const client = [generateClient, generateData, generateExamples].flatMap((generate) => generate(api, from));
  return sourcesOf(api, [
    ...types.map((file) => ({ ...file, path: `types/${file.path}` })),
    ...client,
    ...validatorsUnlessRefused(api, from),
  ]);
}

function validatorsUnlessRefused(api: string, from: Document): GeneratedFile[] {
  try {
    return generateValidators(api, from);
  } catch (error) {
    if (error instanceof Error && error.message.startsWith("#/components/schemas/Failure: ")) return [];
    throw error;
  }
}

const documents = Object.entries(hostile).map(([title, from], index) => ({ title, from, api: `hostile${index}` }));
const sources: Record<string, Sources> = {};

beforeAll(async () => {
  for (const { api, from } of documents) sources[api] = await generateAll(api, from);
}, 60_000);

describe.each(documents)("the code generated from a document with $title", ({ api }) => {
  test("runs nothing of it when it is imported", async () => {
    const { "data.ts": data } = await importAll(api, sources[api] ?? {});
    expect(globalThis).not.toHaveProperty("executed");
    expect(Object.getPrototypeOf(data?.["errorCodes"] ?? {})).toBe(Object.prototype);
  });

  test("has a header of two lines, and can be written to a file as it is", () => {
    for (const content of Object.values(sources[api] ?? {})) {
      expect(content).toMatch(/^\/\/ Generated by .*\n\/\/ Do not edit.*\n\n/);
      expect(Buffer.from(content).toString() === content).toBe(true);
    }
  });
});

test("the code generated from hostile documents compiles", { timeout: 120_000 }, () => {
  expect(compilerErrors(Object.assign({}, ...Object.values(sources)))).toEqual([]);
});
