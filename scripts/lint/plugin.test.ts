import { beforeAll, describe, expect, it } from "vitest";
import { refusedDocuments } from "./fixtures/invalid-documents.ts";
import { refusedExtensions } from "./fixtures/invalid-extensions.ts";
import { lintVariants } from "./fixtures/lint-variants.ts";
import { smallDocument } from "./fixtures/valid-document.ts";

const refused = { ...refusedExtensions, ...refusedDocuments };

describe("the lint plugin", () => {
  let problems: Record<string, string[]>;

  beforeAll(async () => {
    const cases = Object.entries(refused).flatMap(([rule, list]) =>
      list.map(({ files }, index) => [`${rule}-${index}`, files] as const),
    );
    problems = await lintVariants({ sound: smallDocument, ...Object.fromEntries(cases) });
  }, 30_000);

  it("finds nothing in a document that keeps the rules", () => {
    expect(problems["sound"]).toEqual([]);
  });

  describe.each(Object.entries(refused))("%s", (rule, list) => {
    it.each(list.map((entry, index) => ({ ...entry, index })))("refuses $what", ({ index, problems: expected }) => {
      expect(problems[`${rule}-${index}`]).toEqual(expected);
    });
  });
});
