import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { loadValidators } from "../../testing/load-validators.ts";
import type { Document } from "../openapi.ts";
import { generateValidators } from "../validators.ts";
import { cases, documentOf } from "./documents.ts";
import { createValues } from "./values.ts";

const count = 100_000;
const common = createValues(count);
// Ajv itself trips over these where it compares objects, so only the schema that is about them meets them.
const inherited = createValues(count, "constructor", "toString");

/** Returns what Ajv itself accepts as a body, by the same document. */
function acceptedByAjv(document: Document): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, ownProperties: true, logger: false });
  (addFormats as unknown as typeof addFormats.default)(ajv);
  ajv.addSchema(document, "document");
  return ajv.compile({ $ref: "document#/components/schemas/Body" });
}

describe(`generated validators, on ${count} values each`, { timeout: 120_000 }, () => {
  test("are tried with 40 documents", () => {
    expect(cases).toHaveLength(40);
  });

  test.each(cases)("accept what Ajv does: %s", async (title, schemas) => {
    const values = title.includes("inherits") ? inherited : common;
    const document = documentOf(schemas);
    const { Body } = await loadValidators(generateValidators("any", document, { shared: true }));
    const expected = acceptedByAjv(document);
    let accepted = 0;
    const different = values.filter((value) => {
      const isAccepted = Body?.["~standard"].validate(value).issues === undefined;
      if (isAccepted) accepted++;
      return isAccepted !== expected(value);
    });
    expect(different.slice(0, 5)).toEqual([]);
    expect(accepted).toBeGreaterThan(1_000);
    expect(count - accepted).toBeGreaterThan(1_000);
  });
});
