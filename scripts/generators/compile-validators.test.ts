import * as validation from "@comms-webhooks/validation";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test, vi } from "vitest";
import { compileValidators } from "./compile-validators.ts";
import type { Schema } from "./openapi.ts";
import type { ValidationSchema } from "./validation-schemas.ts";

type Check = validation.Check;

/** Schemas by name, as they are given to the compiler. */
function named(schemas: Record<string, Schema>): ValidationSchema[] {
  return Object.entries(schemas).map(([name, schema]) => ({
    name,
    pointer: `#/components/schemas/${name}`,
    schema,
    type: { code: name, from: "components" },
  }));
}

/** Compiles schemas and links the modules, as a program would by its imports. */
function link(schemas: Record<string, Schema>): Record<string, Check> {
  const compiled = compileValidators(named(schemas));
  const checks: Record<string, Check> = {};
  const linked = (name: string): Check => {
    const { code = "", imports = [], helpers = [] } = compiled.get(name) ?? {};
    const body = code.replace(/export const check: Check = (\w+);/, "return $1;");
    const create = new Function(...helpers, ...imports.map((other) => `check${other}`), body);
    checks[name] ??= create(...helpers.map((own) => Reflect.get(validation, own)), ...imports.map(linked)) as Check;
    return checks[name];
  };
  for (const name of compiled.keys()) linked(name);
  return checks;
}

/** The errors that a check leaves, each as a line. */
function errorsOf(check: Check | undefined, value: unknown): string[] {
  if (check?.(value)) return [];
  return (check?.errors ?? []).map(({ keyword, instancePath }: validation.CheckError) => `${instancePath} ${keyword}`);
}

const text: Schema = { type: "string", pattern: "^a" };
const list: Schema = { type: "array", items: { $ref: "Text" } };
const pair: Schema = {
  type: "object",
  required: ["list"],
  properties: { list: { $ref: "List" }, text: { $ref: "Text" } },
};

describe("compileValidators", () => {
  test("compiles each schema into a function that calls those of the schemas that it refers to", () => {
    const compiled = compileValidators(named({ Text: text, List: list, Pair: pair }));
    expect([...compiled].map(([name, { imports }]) => [name, imports])).toEqual([
      ["Text", []],
      ["List", ["Text"]],
      ["Pair", ["List", "Text"]],
    ]);
    expect(compiled.get("Pair")?.code).toContain("checkList(");
    for (const { code } of compiled.values()) expect(code).not.toMatch(/validate\d/);
  });

  test("never compiles more than one schema at once, since Ajv takes the square of their number", () => {
    const addSchema = vi.spyOn(Ajv2020.prototype, "addSchema");
    try {
      const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`Pair${index}`, pair]));
      compileValidators(named({ Text: text, List: list, ...many }));
      expect(new Set(addSchema.mock.contexts).size).toBe(52);
      expect(addSchema).toHaveBeenCalledTimes(52);
    } finally {
      addSchema.mockRestore();
    }
  });

  test("compiles functions that find what is wrong, and where", () => {
    const { Pair } = link({ Text: text, List: list, Pair: pair });
    expect(errorsOf(Pair, { list: ["a", "ab"], text: "a" })).toEqual([]);
    expect(errorsOf(Pair, { list: ["a", "b", 7], text: null })).toEqual([
      "/list/1 pattern",
      "/list/2 type",
      "/text type",
    ]);
    expect(errorsOf(Pair, {})).toEqual([" required"]);
    expect(errorsOf(Pair, { list: ["a"] })).toEqual([]);
  });

  test("compiles a module that doesn't change with other schemas", () => {
    const alone = compileValidators(named({ Text: text, List: list, Pair: pair })).get("Pair");
    const among = compileValidators(
      named({ First: pair, Other: { ...text, pattern: "^b" }, Text: text, List: list, Pair: pair }),
    );
    expect(among.get("Pair")).toEqual(alone);
  });

  test("keeps constants whose text looks like a name of Ajv's", () => {
    const { Odd } = link({
      Odd: { type: "object", required: ["schema12", "validate3"], properties: { pattern0: text, validate3: text } },
      Text: text,
    });
    expect(errorsOf(Odd, { schema12: 1, validate3: "a", pattern0: "b" })).toEqual(["/pattern0 pattern"]);
    expect(Odd?.errors?.[0]).toMatchObject({ instancePath: "/pattern0" });
    expect(errorsOf(Odd, {})).toEqual([" required", " required"]);
    expect(Odd?.errors?.map(({ params }) => params["missingProperty"])).toEqual(["schema12", "validate3"]);
  });

  test("supports a schema that refers to itself", () => {
    const { Tree } = link({
      Tree: {
        type: "object",
        properties: { name: { type: "string" }, below: { type: "array", items: { $ref: "Tree" } } },
      },
    });
    expect(errorsOf(Tree, { below: [{ below: [{ name: 7 }] }, { name: "a" }] })).toEqual([
      "/below/0/below/0/name type",
    ]);
  });

  test("compiles a union that is looked up once for branches that differ only in their names", () => {
    const branch = (kind: string, data: string): Schema => ({
      type: "object",
      required: ["kind", "data"],
      properties: { kind: { type: "string", const: kind }, data: { $ref: data } },
    });
    const branches = { a: "First", b: "Second", c: "Third" };
    const [union, ...others] = named({
      Union: { oneOf: [] },
      First: branch("a", "Text"),
      Second: branch("b", "Text"),
      Third: branch("c", "Numbers"),
      Rest: { type: "object", properties: { kind: { type: "string", not: { enum: ["a", "b", "c"] } } } },
      Text: text,
      Numbers: { type: "array", items: { type: "number" } },
      Unions: { type: "array", items: { $ref: "Union" } },
    });
    const lookUp = { selectors: ["kind"], branches, otherwise: "Rest" };
    const compiled = compileValidators([{ ...(union as ValidationSchema), lookUp }, ...others]);
    const { code = "", imports } = compiled.get("Union") ?? {};
    expect(imports).toEqual(["Numbers", "Text"]);
    expect(code.match(/^function .*?(?=\()/gm)).toEqual([
      "function checkThirdBranch",
      "function checkFirstBranch",
      "function checkRestBranch",
    ]);
    expect(code).toContain(
      'lookUp(["kind"], {\n  "a": checkFirstBranch,\n  "b": checkFirstBranch,\n  "c": checkThirdBranch,\n}, checkRestBranch)',
    );
    expect(code).not.toMatch(/keyword:"(?:const|not)"/);
    expect(compiled.get("First")?.code).toContain('keyword:"const"');
    expect(compiled.get("Unions")?.imports).toEqual(["Union"]);
  });

  test("reports the violation of a rule that is written as not", () => {
    const violation = { path: "b", message: "must be absent" };
    const { Rule } = link({
      Rule: { type: "object", not: { type: "object", required: ["a", "b"] }, "x-violation": violation },
    });
    expect(errorsOf(Rule, { a: 1 })).toEqual([]);
    expect(errorsOf(Rule, { a: 1, b: 1 })).toEqual([" not"]);
    expect(Rule?.errors?.[0]?.params).toEqual({ path: "b", rule: "must be absent" });
    const { Other } = link({ Other: { not: { type: "string" } } });
    expect(errorsOf(Other, "a")).toEqual([" not"]);
    expect(Other?.errors?.[0]?.params).toEqual({ rule: "matches a form that isn't allowed here" });
  });

  test("stops collecting at 100 errors of one array, however long", () => {
    const { List, Lists, Either } = link({
      Text: text,
      List: list,
      Lists: { type: "array", items: { anyOf: [{ $ref: "Text" }, { $ref: "List" }] } },
      Either: { anyOf: [{ $ref: "List" }, { type: "array", items: { type: "number", minimum: 1 } }] },
    });
    const million = Array.from({ length: 1_000_000 }, () => 7);
    expect(List?.(million)).toBe(false);
    expect(List?.errors).toHaveLength(100);
    expect(Lists?.(million)).toBe(false);
    expect(Lists?.errors?.length).toBeLessThan(110);
    // The errors of one branch don't end the loop of the next.
    expect(Either?.(million)).toBe(true);
    expect(Either?.([...million, 0])).toBe(false);
  });

  test("finds a wrong item behind the errors of items that `contains` passes over", () => {
    const { Some } = link({
      Some: { type: "array", contains: { type: "string" }, items: { type: ["string", "number"] } } as Schema,
    });
    const numbers = Array.from({ length: 1_000 }, () => 7);
    expect(errorsOf(Some, [...numbers, "a"])).toEqual([]);
    expect(Some?.([...numbers, "a", null])).toBe(false);
    expect(Some?.(numbers)).toBe(false);
  });

  test.each([
    ", parentData, parentDataProperty, rootData",
    ",parentData:a,parentDataProperty:b,rootData=data",
    'schemaPath:"#/a",',
    "vErrors = vErrors === null ? a.errors : vErrors.concat(a.errors);",
    'keyword:"false schema",params:{}',
    '"bounded";\nfor(const key0 in data){\n',
    "const err0 = {};\nif(vErrors === null){\nvErrors = [err0];\n}\nelse {\nvErrors.push(err0);\n}",
  ])("keeps the text %j, which looks like its own code", (own) => {
    const schema: Schema = { required: [own], properties: { [own]: { enum: [own, 1] }, a: { const: own } } } as never;
    const { Own } = link({
      Own: { ...schema, additionalProperties: false, "x-violation": { path: own, message: own } },
    });
    expect(errorsOf(Own, { [own]: own, a: own })).toEqual([]);
    expect(Own?.({ a: `${own} ` })).toBe(false);
    expect(Own?.errors?.map(({ params }) => Object.values(params))).toEqual([[own], [own]]);
  });

  test("names the place of a schema that can't be compiled", () => {
    const broken = { name: "Broken", pointer: "#/paths/~1a/post/requestBody", schema: { type: "none" } };
    expect(() => compileValidators([{ ...broken, type: { code: "unknown", from: "" } }])).toThrow(
      /^#\/paths\/~1a\/post\/requestBody: /,
    );
  });

  test("links schemas that refer to each other", () => {
    const compiled = compileValidators(
      named({
        Even: { type: "object", properties: { next: { $ref: "Odd" } } },
        Odd: { type: "object", properties: { next: { $ref: "Even" } } },
      }),
    );
    // A constant would be read while the other module is still loading.
    for (const { code } of compiled.values()) expect(code).not.toMatch(/^const /m);
    expect(compiled.get("Even")?.imports).toEqual(["Odd"]);
    expect(compiled.get("Odd")?.imports).toEqual(["Even"]);
  });

  test("forgets errors of the value before, also within a union", () => {
    const { Either } = link({ Text: text, List: list, Either: { oneOf: [{ $ref: "Text" }, { $ref: "List" }] } });
    expect(errorsOf(Either, 7)).toEqual([" type", " type", " oneOf"]);
    expect(errorsOf(Either, ["a"])).toEqual([]);
    expect(errorsOf(Either, ["b"])).toEqual([" type", "/0 pattern", " oneOf"]);
    expect(errorsOf(Either, "a")).toEqual([]);
  });
});
