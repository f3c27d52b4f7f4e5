import { describe, expect, test } from "vitest";
import { checkNames, findNameProblems } from "./names.ts";
import type { Document, Schema } from "./openapi.ts";

const object: Schema = { type: "object", properties: {} };

function documentOf(schemas: Record<string, Schema>, paths: object = {}): Document {
  const servers = [{ url: "https://example.com", description: "", "x-name": "main" }];
  return { info: { title: "A", version: "1" }, servers, paths, components: { schemas, responses: {} } } as Document;
}

const named = (...names: string[]) => documentOf(Object.fromEntries(names.map((name) => [name, object])));

/** Names the operations, each of which has a parameter. */
function operations(...ids: (string | undefined)[]): Document {
  const parameters = [{ name: "a", in: "query", schema: {} }];
  return documentOf(
    {},
    Object.fromEntries(
      ids.map((operationId, index) => [
        `/a/{b}/${index}`,
        { get: { ...(operationId === undefined ? {} : { operationId }), parameters, responses: {} } },
      ]),
    ),
  );
}

describe("findNameProblems", () => {
  test.each([
    "Webhook",
    "Error",
    "Event",
    "Record",
    "Promise",
    "Response",
    "pet",
    "A1",
    "snake_case",
    "XMLHttp",
    "myschema12",
    "schema12a",
    "recheckPet",
    "PetBranches",
  ])("accepts a schema named %s", (name) => {
    expect(findNameProblems(named(name, "Other"))).toEqual([]);
  });

  test.each([
    ["foo-bar", "isn't an identifier", "FooBar"],
    ["Foo.Bar", "isn't an identifier", "FooBar"],
    ["1st", "isn't an identifier", "Schema1st"],
    ["Name-2", "isn't an identifier", "Name2"],
    ["größe", "isn't an identifier", "GrE"],
    ["class", "is a word of TypeScript", "Class"],
    ["string", "is a word of TypeScript", "StringValue"],
    ["Index", "would be the file index.ts", "IndexValue"],
    ["Array", "is a global that validators use", "ArrayValue"],
    ["Object", "is a global that validators use", "ObjectValue"],
    ["RegExp", "is a global that validators use", "RegExpValue"],
    ["Issue", "is a name that generated code has for something else", "IssueValue"],
    ["Result", "is a name that generated code has for something else", "ResultValue"],
    ["operations", "is a name that generated code has for something else", "Operations"],
    ["paths", "is a name that generated code has for something else", "Paths"],
    ["components", "is a name that generated code has for something else", "Components"],
    ["webhooks", "is a name that generated code has for something else", "Webhooks"],
    ["schema12", "is a name inside validators", "Schema12"],
    ["Aux", "would be the file aux.ts, a name that Windows keeps for a device", "AuxValue"],
    ["foo--bar", "isn't an identifier", "FooBar"],
    ["FOO-bar2X", "isn't an identifier", "FooBar2X"],
    ["aBC-d", "isn't an identifier", "ABcD"],
  ])("rejects a schema named %s", (name, reason, better) => {
    const [problem, ...others] = findNameProblems(named(name));
    expect(problem).toMatch(`#/components/schemas/${name}: schema ${name}: the name ${reason}`);
    expect(problem).toContain(`Rename it, for example to ${better}.`);
    expect(others).toEqual([]);
    expect(findNameProblems(named(better))).toEqual([]);
  });

  test("rejects the second of two schemas whose files have one name where case doesn't count", () => {
    expect(findNameProblems(named("Foobar", "FOOBar"))).toEqual([
      "#/components/schemas/FOOBar: schema FOOBar: the name would be the file foobar.ts, as Foobar. Rename it, for example to FooBar.",
    ]);
  });

  test("rejects a schema with the name of an operation's validator", () => {
    const paths = operations("list").paths;
    const problems = findNameProblems(documentOf({ ListParameters: object, ListBody: object }, paths));
    expect(problems).toEqual([
      expect.stringContaining(
        "schema ListParameters: the name is the name of the validator of #/paths/~1a~1{b}~10/get/parameters. Rename it, for example to ListParametersValue.",
      ),
    ]);
  });

  test("rejects a schema with the name of a function of validators", () => {
    const union: Schema = { oneOf: [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }] };
    const schemas = { Pet: union, Cat: object, Dog: object, CatBranch: object, CowBranch: object, checkDog: object };
    expect(findNameProblems(documentOf(schemas)).map((problem) => problem.split(": ").slice(1).join(": "))).toEqual([
      "schema CatBranch: the name is the function that checks Cat as a branch of a union. Rename it, for example to CatBranchValue.",
      "schema checkDog: the name is the function that checks Dog. Rename it, for example to CheckDog.",
    ]);
  });

  test("rejects an enum whose list has the name of other data, or of none", () => {
    const list: Schema = { type: "string", enum: ["a"] };
    expect(findNameProblems(documentOf({ Region: list, Thi: list, Kind: list }))).toEqual([
      "#/components/schemas/Region: schema Region: the name would be the list regions, which is another in the data. Rename it, for example to RegionValue.",
      "#/components/schemas/Thi: schema Thi: the name would be the list this, which is a word of TypeScript. Rename it, for example to ThiValue.",
    ]);
  });

  test.each([
    ["create-thing", "createThing"],
    ["1st", "operation1st"],
    ["repos/list", "reposList"],
    ["a b", "aB"],
    [undefined, "operation"],
  ])("rejects an operation named %s", (id, better) => {
    expect(findNameProblems(operations(id))).toEqual([
      `#/paths/~1a~1{b}~10/get: operationId ${id ?? ""}: the name isn't an identifier, which an operation is named by. Rename it, for example to ${better}.`,
    ]);
  });

  test("rejects two operations of one name, in whatever case", () => {
    expect(findNameProblems(operations("list", "LIST"))).toEqual([
      "#/paths/~1a~1{b}~11/get: operationId LIST: the name is the name of #/paths/~1a~1{b}~10/get, too, but for the case of letters. Rename it, for example to LIST2.",
    ]);
  });

  test("keeps a problem on one line, whatever the name", () => {
    expect(findNameProblems(named("a\nb\r#/c"))[0]).not.toMatch(/[\r\n]/);
  });
});

describe("the name that findNameProblems suggests", () => {
  const suggested = (document: Document) =>
    findNameProblems(document).map((problem) => /for example to (.+)\.$/.exec(problem)?.[1]);

  test("isn't that of another schema, or of its file", () => {
    const first = (...names: string[]) => suggested(named("class", ...names))[0];
    expect(first("Other")).toBe("Class");
    expect(first("Class")).toBe("ClassValue");
    expect(first("Class", "ClassValue")).toBe("ClassSchema");
    expect(first("Class", "Classvalue", "Class_Schema")).toBe("ClassValue");
    expect(first("Class", "ClassValue", "ClassSchema")).toBe("Class2");
    expect(first("Class", "ClassValue", "ClassSchema", "Class2")).toBe("Class3");
    expect(suggested(named("Foo-bar", "fooBar"))[0]).toBe("FooBarValue");
  });

  test("isn't that of a list of the data", () => {
    const list: Schema = { type: "string", enum: ["a"] };
    expect(suggested(documentOf({ region: list, Regions: list }))).toEqual(["RegionValue"]);
  });
});

describe("the validators of an operation's body", () => {
  const withBody = (schema: Schema, type = "application/json") =>
    documentOf(
      { ListBody: object, ListParameters: object },
      { "/a~b": { post: { operationId: "list", requestBody: { content: { [type]: { schema } } }, responses: {} } } },
    );

  test.each<[string, Schema]>([
    ["a schema of its own", { type: "string" }],
    ["a component with more", { $ref: "#/components/schemas/ListParameters", description: "One." }],
  ])("have a name that no schema can have, for %s", (_title, schema) => {
    expect(findNameProblems(withBody(schema))).toEqual([
      expect.stringContaining(
        "schema ListBody: the name is the name of the validator of #/paths/~1a~0b/post/requestBody.",
      ),
    ]);
  });

  test("are those of the component that it is, and none for what isn't JSON", () => {
    expect(findNameProblems(withBody({ $ref: "#/components/schemas/ListParameters" }))).toEqual([]);
    expect(findNameProblems(withBody({ type: "string" }, "text/plain"))).toEqual([]);
  });
});

describe("checkNames", () => {
  test("throws with a line for each problem, and accepts a document without any", () => {
    expect(() => checkNames(named("foo-bar", "class"))).toThrow(/foo-bar.*\n.*class/);
    expect(() => checkNames(named("Webhook"))).not.toThrow();
  });
});
