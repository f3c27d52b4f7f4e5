import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { root } from "../lib/repository.ts";
import { runTask } from "../lib/tasks.ts";

const vitest = join(dirname(createRequire(import.meta.url).resolve("vitest/package.json")), "vitest.mjs");

// Builds packages and the site, then runs the tests of all packages in one process. Arguments go to Vitest: npm test -- packages/sandbox
if (await runTask("build", "site")) {
  const { FORCE_COLOR, NO_COLOR = process.stdout.isTTY || FORCE_COLOR ? "" : "1" } = process.env;
  const child = spawn(process.execPath, [vitest, "run", ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, ...(NO_COLOR && { NO_COLOR }) },
    stdio: "inherit",
  });
  process.on("SIGINT", () => undefined); // The terminal interrupts Vitest as well, which then ends by itself.
  const [code] = (await once(child, "exit")) as [number | null];
  process.exitCode = code ?? 1;
} else {
  process.exitCode = 1;
}
