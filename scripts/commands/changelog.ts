import { apis, documentPath } from "../lib/apis.ts";
import { bundleSpec } from "../lib/spec.ts";
import { changelogOf } from "../reference/pages/changelog.ts";

// Prints the changelog of a spec, as the site has it: tsx scripts/commands/changelog.ts webex
const [api = ""] = process.argv.slice(2);
try {
  if (!apis.includes(api)) throw new Error(`Use: tsx scripts/commands/changelog.ts ${apis.join("|")}`);
  console.log(await changelogOf(api, await bundleSpec(documentPath(api))));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
