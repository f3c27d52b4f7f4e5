import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import type { Document } from "../generators/openapi.ts";
import { generate, type Mode, type Package, packages } from "../generators/packages.ts";
import { apis, bundlePath, documentPath } from "../lib/apis.ts";

const usage = `Use: tsx scripts/commands/generate.ts [--check | --in-build] [${apis.join("|")}] [types|client]`;
const documentUsage = "Use: npm run generate -- --document FILE --out FOLDER";

/**
 * Regenerates the packages of all APIs, or of those that are named. `--check` only reports stale files. `--in-build`
 * reads the document that the build has bundled, and refuses to overwrite files that were edited by hand.
 */
async function main(args: string[]): Promise<void> {
  if (args.some((arg) => /^--(?:document|out)\b/.test(arg))) return generateDocument(args);
  const mode: Mode = args.includes("--check") ? "check" : args.includes("--in-build") ? "keep-edits" : "write";
  const words = args.filter((arg) => arg !== "--check" && arg !== "--in-build");
  const unknown = words.find((word) => !apis.includes(word) && !Object.hasOwn(packages, word));
  if (unknown !== undefined) throw new Error(`Unknown argument "${unknown}". ${usage}`);
  const chosenApis = apis.filter((api) => words.includes(api));
  const allPackages = Object.keys(packages) as Package[];
  const chosenPackages = allPackages.filter((name) => words.includes(name));
  const files: string[] = [];
  const documents = new Map<string, Document>();
  for (const api of chosenApis.length > 0 ? chosenApis : apis) {
    const document = await (mode === "keep-edits" ? readBundle(api) : bundleApi(api));
    documents.set(api, document);
    for (const name of chosenPackages.length > 0 ? chosenPackages : allPackages)
      files.push(...(await generate(api, document, name, mode)));
  }
  if (words.length === 0 && mode !== "keep-edits") {
    const { generateWebhooksFile } = await import("../generators/webhooks-file.ts");
    files.push(...(await generateWebhooksFile(documents, mode)));
  }
  for (const file of files) console.log(mode === "check" ? `stale: ${file}` : file);
  if (mode === "check" && files.length > 0) {
    console.error("Generated files differ from what the specs yield. To fix: npm run generate");
    process.exitCode = 1;
  }
}

/** Generates from a document of any API into a folder. Nothing is written if anything is refused. */
async function generateDocument(args: string[]): Promise<void> {
  const { document: file, out } = parseDocumentArgs(args);
  const [{ nameOf, readDocument }, { generateFromDocument, updateParts }] = await Promise.all([
    import("../lib/read-document.ts"),
    import("../generators/any-document.ts"),
  ]);
  const path = resolve(file);
  const { document, warnings } = await readDocument(path);
  for (const warning of warnings) console.error(warning);
  const files = await generateFromDocument(document, nameOf(path)).catch((error: Error) => {
    const lines = error.message.split("\n").filter((line) => line.trim() !== "");
    throw new Error(lines.map((line) => `${nameOf(path)}${line.startsWith("#") ? "" : ": "}${line}`).join("\n"));
  });
  for (const changed of await updateParts(out, files)) console.log(changed);
}

function parseDocumentArgs(args: string[]): { document: string; out: string } {
  const options = { document: { type: "string" }, out: { type: "string" } } as const;
  try {
    const { document, out } = parseArgs({ args, options }).values;
    if (document && out) return { document, out };
  } catch {
    // What is wrong with the arguments shows in the usage.
  }
  throw new Error(documentUsage);
}

async function readBundle(api: string): Promise<Document> {
  return JSON.parse(await readFile(bundlePath(api), "utf8")) as Document;
}

async function bundleApi(api: string): Promise<Document> {
  const { bundleSpec } = await import("../lib/spec.ts"); // A build needs no bundler here.
  return bundleSpec(documentPath(api));
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
