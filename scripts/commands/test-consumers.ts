import { join } from "node:path";
import { installOutside, runIn } from "../lib/outside-folder.ts";
import { root } from "../lib/repository.ts";
import { runTask } from "../lib/tasks.ts";
import { installPackages } from "../packaging/install-packages.ts";

const folder = join(root, "consumers");

// Arguments go to Vitest: npm run test:consumers -- test/platforms
const installed = (await runTask("build")) && (await installOutside(folder));
if (installed) await installPackages(folder);
const vitest = "node_modules/vitest/vitest.mjs";
if (!installed || !(await runIn(folder, process.execPath, vitest, "run", ...process.argv.slice(2))))
  process.exitCode = 1;
