import { beforeAll, describe, expect, test } from "vitest";
import type { Block, Page, Problem } from "../../src/code-blocks/block.ts";
import { checkBlocks } from "../../src/code-blocks/check-blocks.ts";
import { readPages } from "../../src/code-blocks/pages.ts";
import { describeProblem } from "../../src/code-blocks/report.ts";

// The samples of the references are many, and generated alike: `npm run blocks -- specs/` runs them.
const pages = readPages();
let problems: readonly Problem[] = [];

beforeAll(async () => {
  problems = await checkBlocks(pages);
});

/** Returns the problems of a block with its setup, or those of a page that belong to none. */
function problemsOf({ path, blocks }: Page, block?: Block): string[] {
  const ownerOf = ({ page, line }: Problem) =>
    blocks.find((each) => each.page === page && line <= (each.lines.at(-1)?.number ?? each.line) + 1);
  const own = problems.filter((problem) =>
    block ? ownerOf(problem) === block : problem.page === path && !ownerOf(problem),
  );
  return own.map(describeProblem);
}

/** Returns where a block is, for an editor to open. */
const titleOf = ({ page, line }: Block) => `${page}:${line}`;

describe.each(pages.map((page): [string, Page] => [page.path, page]))("%s", (_, page) => {
  test.each(page.blocks.map((block): [string, string, Block] => [titleOf(block), block.language, block]))(
    "shows code that is right in %s (%s)",
    (_title, _language, block) => {
      expect(problemsOf(page, block).join("\n\n")).toBe("");
    },
  );

  test("has nothing that is unmarked or can't be read", () => {
    expect(problemsOf(page).join("\n\n")).toBe("");
  });
});
