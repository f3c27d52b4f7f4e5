import { beforeAll, describe, expect, test } from "vitest";
import type { Block, Page, Problem } from "../../src/code-blocks/block.ts";
import { checkBlocks } from "../../src/code-blocks/check-blocks.ts";
import { readPages } from "../../src/code-blocks/pages.ts";
import { describeProblem } from "../../src/code-blocks/report.ts";

const pages = readPages();
let problems: readonly Problem[] = [];

beforeAll(async () => {
  problems = await checkBlocks(pages);
});

/** Returns the problems of a page that belong to a block with its setup, or to none. */
function problemsOf({ path, blocks }: Page, block?: Block): string[] {
  const endOf = ({ line, lines }: Block) => (lines.at(-1)?.number ?? line) + 1;
  const own = problems.filter(
    ({ page, line }) => page === path && blocks.find((each) => line <= endOf(each)) === block,
  );
  return own.map(describeProblem);
}

describe.each(pages.map((page): [string, Page] => [page.path, page]))("%s", (_, page) => {
  test.each(page.blocks.map((block): [number, string, Block] => [block.line, block.language, block]))(
    "shows code that is right in line %i (%s)",
    (_line, _language, block) => {
      expect(problemsOf(page, block).join("\n\n")).toBe("");
    },
  );

  test("has nothing that is unmarked or can't be read", () => {
    expect(problemsOf(page).join("\n\n")).toBe("");
  });
});
