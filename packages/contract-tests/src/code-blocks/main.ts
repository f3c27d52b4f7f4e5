// Checks the code blocks of the given pages, or of all: npm run blocks -- README.md
import { relative, resolve } from "node:path";
import { checkBlocks } from "./check-blocks.ts";
import { readPage, readPages, root } from "./pages.ts";
import { describeCounts, describeProblem } from "./report.ts";

const paths = process.argv.slice(2).map((path) => relative(root, resolve(process.env["INIT_CWD"] ?? "", path)));
const pages = paths.length > 0 ? paths.map((path) => readPage(path)) : readPages();
const problems = await checkBlocks(pages);
for (const problem of problems) console.error(`${describeProblem(problem)}\n`);
console.log(describeCounts(pages));
process.exitCode = problems.length > 0 ? 1 : 0;
