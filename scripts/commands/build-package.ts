import { parseArgs } from "node:util";
import { buildPackage } from "../lib/build-package.ts";

// Builds the package in whose folder it runs, as npm and turbo start it.
try {
  const { values } = parseArgs({ options: { inline: { type: "string" } } });
  await buildPackage(process.cwd(), values);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
