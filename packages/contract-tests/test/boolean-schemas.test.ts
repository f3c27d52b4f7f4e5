import { describe, expect, test } from "vitest";
import { apis, documentOf } from "../src/apis.ts";

/** Keywords of which the value may be a boolean schema in every generator that we know. */
const accepted = ["additionalProperties", "unevaluatedProperties"];

describe.each(apis)("the document of %s", (api) => {
  // Some generators, such as orval's zod output, crash on a boolean schema among the properties of a rule.
  test("has no boolean schema but for additional properties", () => {
    const found: string[] = [];
    const visit = (value: unknown, place: string, inProperties: boolean): void => {
      if (typeof value !== "object" || value === null) return;
      for (const [key, part] of Object.entries(value)) {
        const isSchema = inProperties || ["not", "items", "contains", "if", "then", "else"].includes(key);
        if (typeof part === "boolean" && isSchema && !accepted.includes(key)) found.push(`${place}/${key}`);
        visit(part, `${place}/${key}`, key === "properties" && !inProperties);
      }
    };
    visit(documentOf(api).components.schemas, "", false);
    expect(found).toEqual([]);
  });
});
