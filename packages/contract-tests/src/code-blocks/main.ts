// Checks the code blocks of files whose paths begin with one of the arguments, or of all: npm run blocks -- README.md
import { relative, resolve } from "node:path";
import { checkBlocks } from "./check-blocks.ts";
import { readPages, root } from "./pages.ts";
import { describeCounts, describeProblem } from "./report.ts";
import { readSamples } from "./samples.ts";

const all = [...readPages(), ...readSamples()];
const wanted = process.argv.slice(2).map((path) => relative(root, resolve(process.env["INIT_CWD"] ?? "", path)));
const pages = wanted.length > 0 ? all.filter(({ path }) => wanted.some((start) => path.startsWith(start))) : all;
if (pages.length === 0) console.error(`No file and no sample begins with ${wanted.join(" or ")}.`);
const problems = await checkBlocks(pages);
for (const problem of problems) console.error(`${describeProblem(problem)}\n`);
console.log(describeCounts(pages));
process.exitCode = problems.length > 0 || pages.length === 0 ? 1 : 0;
