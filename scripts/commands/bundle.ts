import { apis, bundlePath, documentPath } from "../lib/apis.ts";
import { replaceFile } from "../lib/file-system.ts";
import { checkSpec, formatFindings } from "../lib/spec.ts";

const [api = ""] = process.argv.slice(2);
try {
  if (!apis.includes(api)) throw new Error(`Use: tsx scripts/commands/bundle.ts ${apis.join("|")}`);
  const { findings, document } = await checkSpec(documentPath(api));
  if (findings.length > 0) throw new Error(formatFindings(findings));
  await replaceFile(bundlePath(api), `${JSON.stringify(document, null, 2)}\n`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
