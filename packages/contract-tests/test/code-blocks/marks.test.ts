import { describe, expect, test } from "vitest";
import { fixture } from "../../src/code-blocks/fixture.ts";
import { parseMarks } from "../../src/code-blocks/marks.ts";

describe("the line that opens a block", () => {
  test.each([
    ["ts", { language: "ts", kind: "run" }],
    ['ts check="needs Redis"', { kind: "check", reason: "needs Redis" }],
    ['python skip="another language"', { kind: "skip", reason: "another language" }],
    ["ts file=src/receiver.ts", { kind: "run", file: "src/receiver.ts" }],
    ["dockerfile file=Dockerfile", { kind: "run", file: "Dockerfile" }],
    ["sh exit=1", { kind: "run", exit: 1 }],
    ["text", { kind: "text" }],
    ["text output", { kind: "output", isPart: false }],
    ["text output=part", { kind: "output", isPart: true }],
    ["ts{1,3-4} [receiver.ts] active", { kind: "run" }],
  ])("is read: %s", (info, marks) => {
    expect(parseMarks(info)).toMatchObject(marks);
  });

  test.each([
    ["", "without a language"],
    ["python", 'nothing runs "python"; mark the block with skip="reason"'],
    ["ts run", 'unknown word "run"'],
    ['ts skp="typo"', 'unknown word "skp"'],
    ['ts skip=""', "skip needs a reason"],
    ["ts skip", "skip needs a reason"],
    ['sh check="reason"', "check is for TypeScript and JavaScript"],
    ["ts output", 'output is for "text"'],
    ["text output=some", "output is all of it, or output=part"],
    ["sh exit=one", "exit needs a number"],
    ['ts skip="open', "can't read"],
  ])("is rejected: %s", (info, message) => {
    expect(() => parseMarks(info)).toThrow(message);
  });
});

describe("the mistakes of a page", () => {
  const problems = (lines: readonly string[], path = "page.md") =>
    fixture(path, lines).problems.map(({ line, message }) => `${line} ${message}`);

  test("are found at the lines of blocks, setups and included files", () => {
    const page = ["<!-- setup", "const a = 1;", "-->", "Text", "```", "```", "<<< ./nowhere.ts", "```ts", "1;"];
    expect(problems(page)).toEqual([
      "1 the setup has no block below it",
      expect.stringMatching(/^5 .*without a language/),
      "7 the included file ./nowhere.ts doesn't exist",
      "8 the block has no end",
    ]);
  });

  test("don't include what stands in a comment or in a longer block", () => {
    expect(problems(["<!--", "```", "-->", "````text", "```", "````"])).toEqual([]);
  });

  test("include an example of a docstring that isn't in a block", () => {
    const module = ["/** Returns one.", " * @example one()", " */", "export const one = () => 1;"];
    expect(problems(module, "one.ts")).toEqual([expect.stringMatching(/^2 the example isn't in a block/)]);
  });
});

test("a block in a list or a quotation has the text and the places of its lines", () => {
  const { blocks } = fixture("page.md", ["- A list:", "  ```ts", "  if (true) {", "    1;", "  }", "  ```"]);
  expect(blocks[0]?.lines).toEqual([
    { text: "if (true) {", number: 3, column: 2 },
    { text: "  1;", number: 4, column: 2 },
    { text: "}", number: 5, column: 2 },
  ]);
});
