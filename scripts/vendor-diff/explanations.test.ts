import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { apis, documentPath } from "../lib/apis.ts";
import { type Explanation, readExplanations, sortDifferences } from "./explanations.ts";
import { reportLines } from "./report.ts";

const difference = {
  operation: "GET /hooks",
  place: "responses/200/items/properties/id/required",
  ours: "yes",
  theirs: "none",
};

function explanation(site: object): Explanation[] {
  return readExplanations({ differences: [{ title: "Ids", reason: "Docs", at: [site] }] });
}

describe("an explanation", () => {
  it.each([
    [{ places: "responses/200/items/properties/id/required", ours: "yes" }],
    [{ places: ["x", "**/properties/id/required"], ours: "yes" }],
    [{ places: "responses/*/**/id/*", ours: "yes", theirs: "none", operation: "GET /hooks" }],
    [{ places: "**", ours: "yes" }],
  ])("fits a difference: %j", (site) => {
    const { unexplained, explained } = sortDifferences([difference], explanation(site));
    expect([unexplained, explained.map(([{ title }, found]) => [title, found])]).toEqual([[], [["Ids", [difference]]]]);
  });

  it.each([
    [{ places: "responses/*/properties/id/required", ours: "yes" }],
    [{ places: "**/properties/id", ours: "yes" }],
    [{ places: "**/properties/id/required", ours: "none" }],
    [{ places: "**/properties/id/required", ours: "yes", theirs: "maybe" }],
    [{ places: "**/properties/id/required", ours: "yes", operation: "PUT /hooks" }],
  ])("doesn't fit another one: %j", (site) => {
    const { unexplained, gone } = sortDifferences([difference], explanation(site));
    expect([unexplained, gone.length]).toEqual([[difference], 1]);
  });

  it.each([
    [{}, "differences must be a list"],
    [{ differences: [{ title: "Ids", at: [] }] }, "differences[0] must have a title, a reason"],
    [{ differences: [{ title: "Ids", reason: "Docs", at: [{ place: "x" }] }] }, '"Ids": place isn\'t a field of "at"'],
    [
      { differences: [{ title: "Ids", reason: "Docs", at: [{ ours: "x" }] }] },
      '"Ids": each entry of "at" must have places',
    ],
  ])("is rejected in a file of another form: %j", (file, message) => {
    expect(() => readExplanations(file)).toThrow(message);
  });
});

describe("the report", () => {
  it("has new differences by operation, explanations of nothing, and how many are explained", () => {
    const other = { operation: "GET /hooks", place: "responses/404", ours: "none", theirs: "re\u001b[31msponse\u202e" };
    const sites = [{ places: ["**/id/required", "gone"], ours: "yes" }];
    const sorted = sortDifferences([difference, other], sites.flatMap(explanation));
    expect(reportLines(sorted, "file.yaml", true)).toEqual([
      "New, without an explanation:",
      "  GET /hooks",
      "    responses/404  ours: none  theirs: re\\u001b[31msponse\\u{202e}",
      "",
      "Explained in file.yaml, but not different any more:",
      "  Ids",
      "    every operation",
      "      gone  ours: yes  theirs: none",
      "",
      "Explained in file.yaml:",
      "  Ids (1 difference)",
      "    GET /hooks",
      "      responses/200/items/properties/id/required  ours: yes  theirs: none",
      "",
      "1 new difference, 1 explained, 1 gone",
    ]);
  });
});

const fileOf = (api: string, name: string) => join(dirname(documentPath(api)), name);
const explained = apis.filter((api) => existsSync(fileOf(api, "vendor-differences.yaml")));

describe.each(explained)("the explanations of %s", (api) => {
  it("have the titles and reasons that SOURCES.md shows", () => {
    const read = (name: string) => readFileSync(fileOf(api, name), "utf8");
    const [, section = ""] = read("SOURCES.md").split("## Where this document differs from OAS\n");
    const rows = (section.split("\n## ")[0] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(2);
    const expected = readExplanations(parse(read("vendor-differences.yaml"))).map(
      ({ title, reason }) => `| ${title} | ${reason} |`,
    );
    expect(rows).toEqual(expected);
  });
});
