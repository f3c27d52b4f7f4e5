import { Ajv2020 } from "ajv/dist/2020.js";
import { beforeAll, describe, expect, test } from "vitest";
import { compilerErrors } from "../testing/compile.ts";
import type { Document } from "./openapi.ts";
import type { Case } from "./type-cases/case.ts";
import { compositions } from "./type-cases/compositions.ts";
import { exclusions } from "./type-cases/exclusions.ts";
import { objects } from "./type-cases/objects.ts";
import { generateTypes } from "./types.ts";

const cases = { ...objects, ...compositions, ...exclusions };

const entries = Object.entries(cases).map(([title, one], index) => ({ title, ...one, api: `case${index}` }));
const sources: Record<string, string> = {};
let errors: string[] = [];

function documentOf(schemas: Case["schemas"]): Document {
  const info = { title: "Samples", version: "1.0.0" };
  return {
    openapi: "3.1.0",
    info,
    servers: [],
    paths: {},
    components: { schemas, responses: {} },
  } as unknown as Document;
}

beforeAll(async () => {
  for (const { schemas, right, wrong, api } of entries) {
    const [file] = await generateTypes(api, documentOf(schemas));
    const lines = [...right.map((value) => [value, ""]), ...wrong.map((value) => [value, "// @ts-expect-error\n"])].map(
      ([value, mark], index) => `${mark}export const value${index}: Sample = ${JSON.stringify(value)};\n`,
    );
    sources[`${api}/types/index.ts`] = file?.content ?? "";
    sources[`${api}/values.ts`] = `import type { Sample } from "./types/index.js";\n${lines.join("")}`;
  }
  errors = compilerErrors(sources);
}, 60_000);

describe.each(entries)("the type of $title", ({ api, schemas, right, wrong }) => {
  test("accepts the right values and rejects the wrong ones", () => {
    expect(errors.filter((error) => error.startsWith(`${api}/`))).toEqual([]);
  });

  test("agrees with the document", () => {
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema({ components: { schemas } }, "document");
    const validate = ajv.compile({ $ref: "document#/components/schemas/Sample" });
    expect(right.filter((value) => !validate(value))).toEqual([]);
    expect(wrong.filter((value) => validate(value))).toEqual([]);
  });
});

test("the types of all cases compile", () => {
  expect(errors).toEqual([]);
});
