import { describe, expect, test } from "vitest";
import { type CheckError, fieldMessage, oneOf, toIssues } from "../src/issue.ts";

/** Creates an error as a compiled check reports it. */
function error(keyword: string, instancePath: string, params: Record<string, unknown> = {}): CheckError {
  return { keyword, instancePath, params };
}

/** The message of a single error. */
function messageOf(single: CheckError, value: unknown): string | undefined {
  return toIssues([single], value)[0]?.message;
}

const value = { name: "", age: 7.5, url: "no url", kind: "dask", tags: ["a", 3], none: null, nested: { deep: {} } };

describe("an issue's message", () => {
  test.each([
    [error("required", "", { missingProperty: "id" }), "id is required"],
    [error("required", "/nested/deep", { missingProperty: "id" }), "nested.deep.id is required"],
    [error("additionalProperties", "", { additionalProperty: "age" }), "age is not a known field"],
    [error("type", "", { type: "array" }), "the value must be an array; got an object"],
    [error("type", "/age", { type: "integer" }), "age must be an integer; got a number"],
    [error("type", "/tags/1", { type: "string" }), "tags[1] must be a string; got a number"],
    [error("type", "/tags", { type: "object" }), "tags must be an object; got an array"],
    [error("type", "/none", { type: "boolean" }), "none must be a boolean; got null"],
    [error("type", "/absent", { type: "boolean" }), "absent must be a boolean; got undefined"],
    [error("type", "/age", { type: ["string", "null"] }), "age must be a string or null; got a number"],
    [error("type", "/tags", { type: ["integer", "object"] }), "tags must be an integer or an object; got an array"],
    [error("const", "/kind", { allowedValue: "desk" }), 'kind must be "desk"; got "dask"'],
    [error("const", "/nested", { allowedValue: "desk" }), 'nested must be "desk"; got an object'],
    [error("oneOf", "/nested", { passingSchemas: null }), "nested doesn't match any of its allowed forms"],
    [error("enum", "/kind", { allowedValues: ["desk", "room"] }), 'kind must be one of "desk", "room"; got "dask"'],
    [error("enum", "/kind", { allowedValues: ["desk"] }), 'kind must be "desk"; got "dask"'],
    [error("enum", "/nested", { allowedValues: ["desk"] }), 'nested must be "desk"; got an object'],
    [error("pattern", "/url", { rule: "must match ^https:" }), 'url must match ^https:; got "no url"'],
    [
      error("minLength", "/name", { rule: "must have at least 1 character" }),
      'name must have at least 1 character; got ""',
    ],
    [error("minimum", "/age", { rule: "must be at least 8" }), "age must be at least 8; got 7.5"],
    [
      error("dependentRequired", "", { missingProperty: "id", rule: "is required beside name" }),
      "id is required beside name",
    ],
    [error("propertyNames", "", { path: "kind", rule: "isn't an allowed name" }), "kind isn't an allowed name"],
    [error("anyOf", "/nested"), "nested doesn't match any of its allowed forms"],
    [error("false schema", "/kind", { rule: "isn't allowed" }), "kind isn't allowed"],
    [
      error("not", "", { path: "kind", rule: 'must be absent when "url" is given' }),
      'kind must be absent when "url" is given',
    ],
    [
      error("not", "", { rule: "matches a form that isn't allowed here" }),
      "the value matches a form that isn't allowed here",
    ],
    [error("unheardOf", "/tags"), 'tags violates the rule "unheardOf"; got an array'],
  ])("of %o names the field, the rule and the received value", (single, expected) => {
    expect(messageOf(single, value)).toBe(expected);
  });
});

describe("an issue's path", () => {
  test.each<[string, unknown, (string | number)[], string]>([
    ["/a~1b~0c", { "a/b~c": 1 }, ["a/b~c"], '["a/b~c"]'],
    ["/~01", { "~1": 1 }, ["~1"], '["~1"]'],
    ["/a b/0", { "a b": [1] }, ["a b", 0], '["a b"][0]'],
    ["/a.b/c", { "a.b": { c: 1 } }, ["a.b", "c"], '["a.b"].c'],
    ["/0/1", [[0, 1]], [0, 1], "[0][1]"],
    ["/0", { 0: 1 }, ["0"], "0"],
    ["/", { "": 1 }, [""], '[""]'],
    ["//a", { "": { a: 1 } }, ["", "a"], '[""].a'],
    ["/toString", JSON.parse('{"toString": 1}'), ["toString"], "toString"],
    ["/__proto__/x", JSON.parse('{"__proto__": {"x": 1}}'), ["__proto__", "x"], "__proto__.x"],
    ["/constructor", {}, ["constructor"], "constructor"],
  ])("is read from the pointer %s", (pointer, root, path, field) => {
    const [issue] = toIssues([error("type", pointer, { type: "string" })], root);
    expect(issue?.path).toEqual(path);
    expect(issue?.message.startsWith(`${field} must be a string; got `)).toBe(true);
  });

  test("includes the field of a rule about a single field", () => {
    const paths = toIssues(
      [
        error("required", "/0", { missingProperty: "a/b" }),
        error("additionalProperties", "/0", { additionalProperty: "c~d" }),
        error("not", "/0", { path: "e" }),
      ],
      [{}],
    ).map(({ path }) => path);
    expect(paths).toEqual([
      [0, "a/b"],
      [0, "c~d"],
      [0, "e"],
    ]);
  });
});

describe("issues", () => {
  test("contain one for each field, for its first error", () => {
    const errors = [
      error("pattern", "/url", { rule: "must match ^https:" }),
      error("format", "/url", { rule: "must be a URI" }),
      error("minLength", "/name", { rule: "must have at least 1 character" }),
    ];
    expect(toIssues(errors, value).map(({ path }) => path)).toEqual([["url"], ["name"]]);
    expect(toIssues(errors, value)[0]?.message).toContain("^https:");
  });

  test("distinguish fields whose paths look alike", () => {
    const errors = ["/a.b", "/a/b", "/0"].map((pointer) => error("type", pointer, { type: "string" }));
    expect(toIssues(errors, { "a.b": 1, a: { b: 1 }, 0: 1 })).toHaveLength(3);
  });

  test("contain one for a union without a matching branch, whatever the errors of each branch", () => {
    const errors = [
      error("required", "/nested", { missingProperty: "chair" }),
      error("type", "/nested/deep", { type: "string" }),
      error("type", "/nested", { type: "array" }),
      error("oneOf", "/nested", { passingSchemas: null }),
      error("minLength", "/name", { rule: "must have at least 1 character" }),
      error("type", "/nestedToo", { type: "string" }),
    ];
    expect(toIssues(errors, value).map(({ message }) => message)).toEqual([
      "nested doesn't match any of its allowed forms",
      'name must have at least 1 character; got ""',
      "nestedToo must be a string; got undefined",
    ]);
  });

  test("contain one for a whole value that is a union", () => {
    const errors = [error("type", "/age", { type: "string" }), error("oneOf", "", { passingSchemas: null })];
    expect(toIssues(errors, value)).toEqual([
      { path: [], message: "the value doesn't match any of its allowed forms" },
    ]);
  });

  test("contain none for what a condition, a name or a branch found on the way, but always one", () => {
    const ignored = [
      error("if", "", { failingKeyword: "then" }),
      { ...error("oneOf", ""), propertyName: "age" },
      {} as CheckError,
    ];
    const enumError = error("enum", "", { allowedValues: [2] });
    expect(toIssues([...ignored, enumError], value).map(({ message }) => message)).toEqual([
      "the value must be 2; got an object",
    ]);
    expect(toIssues(ignored, value)).toEqual([{ message: "the value isn't valid", path: [] }]);
  });

  test("are at most 100", () => {
    const errors = Array.from({ length: 1_000 }, (_, index) => error("type", `/${index}`, { type: "string" }));
    expect(toIssues(errors, [])).toHaveLength(100);
  });

  test("are empty without errors", () => {
    expect(toIssues([], value)).toEqual([]);
  });
});

describe("the received value", () => {
  const shown = (text: unknown) => fieldMessage(["url"], "is wrong", text);

  test.each([
    ["https://ada:secret@example.com/a", 'url is wrong; got "https://***@example.com/a"'],
    ["http://secret@example.com", 'url is wrong; got "http://***@example.com"'],
    ["//ada:secret@host", 'url is wrong; got "//***@host"'],
    ["https://ada:se@cret@example.com", 'url is wrong; got "https://***@example.com"'],
    [
      "x https://a:secret@b.example y https://c:secret@d.example",
      'url is wrong; got "x https://***@b.example y https://***@d.example"',
    ],
    ["https://ada:sec/secret@example.com", 'url is wrong; got "https://***@example.com"'],
    ["ada:secret@example.com/hook", 'url is wrong; got "***@example.com/hook"'],
    ["https://ada:a secret@example.com", 'url is wrong; got "https://***@example.com"'],
    ["https://ada:a sec/secret@example.com", 'url is wrong; got "https://***@example.com"'],
    ["ada:a\tsecret@example.com", 'url is wrong; got "***@example.com"'],
    ["https://example.com:8080/a?b=c", 'url is wrong; got "https://example.com:8080/a?b=c"'],
    ["https://example.com/@ada", 'url is wrong; got "https://example.com/@ada"'],
    ["ada@example.com", 'url is wrong; got "ada@example.com"'],
  ])("is shown without the credentials of %j", (text, expected) => {
    expect(shown(text)).toBe(expected);
    expect(shown(text)).not.toContain("secret");
  });

  test("is shown without credentials even if the URL is truncated", () => {
    const text = `https://${"u".repeat(100)}:secret@example.com`;
    expect(shown(text)).toBe('url is wrong; got "https://***@…"');
    expect(shown(`${"a".repeat(75)}//ada:secret@example.com`)).not.toContain("ada");
    expect(shown(`https://ada:${"secret".repeat(1_000_000)}@example.com`)).not.toContain("secret");
  });

  test("is truncated after 80 characters", () => {
    expect(shown("a".repeat(81))).toBe(`url is wrong; got "${"a".repeat(80)}…"`);
    expect(shown("a".repeat(80))).toBe(`url is wrong; got "${"a".repeat(80)}"`);
  });

  test("is escaped as in JSON", () => {
    expect(shown('a"b\nc\u001b')).toBe('url is wrong; got "a\\"b\\nc\\u001b"');
  });

  test.each([
    [{ token: "secret" }, "an object"],
    [["secret"], "an array"],
    [true, "a boolean"],
    [null, "null"],
    [7, "7"],
  ])("%j is shown as %s", (received, expected) => {
    expect(shown(received)).toBe(`url is wrong; got ${expected}`);
  });

  test("is never shown if its type is wrong", () => {
    const issues = toIssues([error("type", "/secret", { type: "object" })], { secret: "k7-secret" });
    expect(issues).toEqual([{ path: ["secret"], message: "secret must be an object; got a string" }]);
  });
});

describe("oneOf", () => {
  test("lists values as JSON", () => {
    expect([oneOf(["a"]), oneOf(["a", 'b"', 3])]).toEqual(['"a"', 'one of "a", "b\\"", 3']);
  });
});
