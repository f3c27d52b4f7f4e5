import { describe, expect, test } from "vitest";
import type { Issue } from "../src/issue.ts";
import { type Check, type Rule, standardSchema } from "../src/standard-schema.ts";

const passes: Check = () => true;

/** A check that fails on every value with a required property. */
const fails: Check = () => {
  fails.errors = [{ keyword: "required", instancePath: "", params: { missingProperty: "id" } }];
  return false;
};
const idMissing: Issue = { path: ["id"], message: "id is required" };

describe("standardSchema", () => {
  test("returns the value itself if it is valid", () => {
    const value = { a: 1 };
    const result = standardSchema(passes)["~standard"].validate(value);
    expect(result).toEqual({ value });
    expect("value" in result && result.value).toBe(value);
    expect(result.issues).toBeUndefined();
  });

  test("returns only the issues if it isn't", () => {
    expect(standardSchema(fails)["~standard"].validate({})).toEqual({ issues: [idMissing] });
  });

  test("implements version 1 of the specification and names its vendor", () => {
    expect(standardSchema(passes)["~standard"]).toMatchObject({ version: 1, vendor: "comms-webhooks" });
  });

  test("doesn't keep the errors of the previous value", () => {
    let right = false;
    const check: Check = (value) => right || fails(value);
    check.errors = [{ keyword: "required", instancePath: "", params: { missingProperty: "id" } }];
    const schema = standardSchema(check);
    expect(schema["~standard"].validate({}).issues).toEqual([idMissing]);
    right = true;
    expect(schema["~standard"].validate({}).issues).toBeUndefined();
  });

  test("runs the rules on valid and on invalid values", () => {
    const seen: unknown[] = [];
    const rule: Rule = (value) => {
      seen.push(value);
      return [{ path: ["b"], message: "b is wrong" }];
    };
    expect(standardSchema(passes, rule)["~standard"].validate(1)).toEqual({
      issues: [{ path: ["b"], message: "b is wrong" }],
    });
    expect(standardSchema(fails, rule)["~standard"].validate(2)).toEqual({
      issues: [idMissing, { path: ["b"], message: "b is wrong" }],
    });
    expect(seen).toEqual([1, 2]);
  });

  test("passes the library options on to the rules, none by default", () => {
    const seen: unknown[] = [];
    const rule: Rule = (_value, options) => {
      seen.push(options);
      return [];
    };
    const { validate } = standardSchema(passes, rule)["~standard"];
    validate(1);
    validate(1, {});
    validate(1, { libraryOptions: undefined });
    validate(1, { libraryOptions: { undocumented: true } });
    expect(seen).toEqual([{}, {}, {}, { undocumented: true }]);
  });

  test("supports a check that stores no errors", () => {
    expect(standardSchema(() => false)["~standard"].validate(1)).not.toHaveProperty("issues.0");
  });
});
