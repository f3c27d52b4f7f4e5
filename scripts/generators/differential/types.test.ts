import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { beforeAll, describe, expect, test } from "vitest";
import { compilerErrors } from "../../testing/compile.ts";
import { generateTypes } from "../types.ts";
import { cases, documentOf } from "./documents.ts";
import { createValues } from "./values.ts";

/** Whose rules TypeScript has no word for: all it can tell is that a right value is one. */
const untyped =
  /^(the names of fields|lengths|patterns|limits|contained|a rule across|conditions|what depends|fields that no condition|items that no part|formats of text|a union by)/;

const entries = cases.map(([title, schemas], index) => ({ title, schemas, api: `types${index}` }));
let errors: string[] = [];

const isObject = (value: unknown) => Object(value) === value && !Array.isArray(value);
const objects = createValues(4_000).filter(isObject);

/** Returns whether fields of lists have lists, as a schema of items means it, and those of objects have objects. */
function isMeant(value: unknown): boolean {
  const { list = [], next = {} } = value as { list?: unknown; next?: unknown };
  return Array.isArray(list) && isObject(next);
}

/** Writes calls that compile if a value has the type. Fields that a type doesn't name are welcome, as in JSON Schema. */
function callsWith(values: unknown[]): string {
  return [
    'import type { Body } from "./types/index.js";',
    "declare function accept<T extends Body & { [other: string]: unknown }>(value: T): void;",
    ...values.map((value) => `accept(${JSON.stringify(value)});`),
    "",
  ].join("\n");
}

beforeAll(async () => {
  const sources: Record<string, string> = {};
  for (const { title, schemas, api } of entries) {
    const document = documentOf(schemas);
    const ajv = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true, logger: false });
    (addFormats as unknown as typeof addFormats.default)(ajv);
    ajv.addSchema(document, "document");
    const validate = ajv.compile({ $ref: "document#/components/schemas/Body" });
    // Every object has a `constructor` for TypeScript.
    const right = title.includes("inherits") ? [] : objects.filter((value) => validate(value) && isMeant(value));
    const wrong = objects.filter((value) => !validate(value)).slice(0, 25);
    sources[`${api}/types/index.ts`] = (await generateTypes(api, document))[0]?.content ?? "";
    sources[`${api}/right.ts`] = callsWith(right.slice(0, 25));
    sources[`${api}/wrong.ts`] = callsWith(wrong);
  }
  errors = compilerErrors(sources);
});

describe("the type of a document", () => {
  test.each(entries)("compiles, and accepts what the document does: $title", ({ api }) => {
    expect(errors.filter((error) => error.startsWith(`${api}/`) && !error.startsWith(`${api}/wrong.ts`))).toEqual([]);
  });

  test.each(entries.filter(({ title }) => !untyped.test(title)))(
    "rejects what the document does: $title",
    ({ api }) => {
      expect(errors.filter((error) => error.startsWith(`${api}/wrong.ts`)).length).toBeGreaterThan(2);
    },
  );
});
