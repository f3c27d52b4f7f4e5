import { beforeAll, describe, expect, it } from "vitest";
import { invalidDocuments } from "./fixtures/invalid-documents.ts";
import { invalidExtensions } from "./fixtures/invalid-extensions.ts";
import { lintDocuments } from "./fixtures/lint-documents.ts";
import { validDocument } from "./fixtures/valid-document.ts";

const invalid = { ...invalidExtensions, ...invalidDocuments };

describe("the lint plugin", () => {
  let problems: Record<string, string[]>;

  beforeAll(async () => {
    const cases = Object.entries(invalid).flatMap(([rule, list]) =>
      list.map(({ files }, index) => [`${rule}-${index}`, files] as const),
    );
    problems = await lintDocuments({ valid: validDocument, ...Object.fromEntries(cases) });
  });

  it("accepts a document that keeps the rules", () => {
    expect(problems["valid"]).toEqual([]);
  });

  describe.each(Object.entries(invalid))("%s", (rule, list) => {
    it.each(list.map((entry, index) => ({ ...entry, index })))("rejects $what", ({ index, problems: expected }) => {
      expect(problems[`${rule}-${index}`]).toEqual(expected);
    });
  });
});
