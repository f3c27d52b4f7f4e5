import { describe, expect, test } from "vitest";
import { accepts } from "../../src/ajv.ts";
import { documentOf } from "../../src/apis.ts";
import { fixedValues } from "../../src/deliveries.ts";
import { issuesOf } from "../../src/validators.ts";

describe.each(["Message", "InteractiveReply"])("the union %s of 8x8", (name) => {
  const schemas = documentOf("8x8").components.schemas;
  const branches = (schemas[name]?.oneOf ?? []).map(({ $ref }) => $ref?.split("/").at(-1) ?? "");
  const names = branches.slice(0, -1).flatMap((branch) => fixedValues(schemas[branch]?.properties?.["type"]));
  const check = accepts("8x8", `#/components/schemas/${name}`, "annotated");

  test("has other names in each branch", () => {
    expect(names.length).toBeGreaterThanOrEqual(branches.length - 1);
    expect(new Set(names).size).toBe(names.length);
  });

  test("accepts any other name, and rejects a known one without its content", () => {
    for (const type of [...names, "somethingNew", "", "toString"]) {
      const known = names.includes(type);
      expect([type, issuesOf("8x8", name, { type }).length === 0, check({ type })]).toEqual([type, !known, !known]);
    }
  });

  test("has a last branch that rejects the names of all others", () => {
    const last = accepts("8x8", `#/components/schemas/${branches.at(-1)}`, "annotated");
    expect([...names, "somethingNew"].filter((type) => last({ type }))).toEqual(["somethingNew"]);
  });
});
