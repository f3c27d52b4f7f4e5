import { createRequire } from "node:module";
import { runIn } from "../lib/outside-folder.ts";
import { runOutsideTests } from "../lib/outside-tests.ts";

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");

// Arguments go to Vitest: npm run judges -- test/webex
await runOutsideTests("judges", (folder) => runIn(folder, process.execPath, compiler));
