import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { promisify } from "node:util";
import type { Document } from "../generators/openapi.ts";
import { generate, type Package, packages } from "../generators/packages.ts";
import { bundlePath, documentPath } from "../lib/apis.ts";
import type { Change } from "../lib/changes.ts";
import { bundleAt, compareDocuments } from "../lib/compare-spec.ts";
import { replaceFile } from "../lib/file-system.ts";
import { root } from "../lib/repository.ts";
import { checkSpec, type Finding } from "../lib/spec.ts";
import { render } from "../reference/render.ts";

/** What follows from the present state of a spec. */
export interface Rebuilt {
  api: string;
  findings: Finding[];
  /** The bundled document, unless the files can't be put together. */
  document: Document | undefined;
  /** Paths of the generated files that were written, or why none was generated. */
  generated: string[] | string;
  /** What changed for users since HEAD, or why it isn't known. */
  changes: Change[] | string;
}

/** Lints and bundles a spec, regenerates its packages and compares it with HEAD, in this process but for the comparison. */
export async function rebuild(api: string): Promise<Rebuilt> {
  const nothing = {
    api,
    document: undefined,
    generated: "not generated: fix the findings first",
    changes: "not compared",
  };
  try {
    const { findings, document } = await checkSpec(documentPath(api));
    if (!document) return { ...nothing, findings };
    const changes = compareWithHead(api, document).catch((error: Error) => error.message);
    const generated = await regenerate(api, document).catch((error: Error) => error);
    if (generated instanceof Error) return { ...nothing, findings: [...findings, findingOf(api, generated)] };
    return { api, findings, document, generated, changes: await changes };
  } catch (error) {
    return { ...nothing, findings: [findingOf(api, error as Error)] };
  }
}

/** Turns an error into a finding: what the generators reject, or a file that can't be read. */
function findingOf(api: string, { message }: Error): Finding {
  const file = relative(root, documentPath(api)).replaceAll(sep, "/");
  return { file, line: 1, column: 1, severity: "error", rule: "generate", message };
}

/** Writes the bundled document and its rendered reference to `dist/`, unless they are up to date. */
export async function updateReference(api: string, document: Document): Promise<void> {
  const text = `${JSON.stringify(document, null, 2)}\n`;
  const page = join(dirname(bundlePath(api)), "reference.html");
  const present = await readFile(bundlePath(api), "utf8").catch(() => "");
  if (present === text && existsSync(page)) return;
  await replaceFile(page, await render(api, document));
  await replaceFile(bundlePath(api), text);
}

async function regenerate(api: string, document: Document): Promise<string[]> {
  const files: string[] = [];
  for (const name of Object.keys(packages) as Package[]) files.push(...(await generate(api, document, name, "write")));
  return files;
}

/** The documents at HEAD, by API and commit: they change with a commit only. */
const atHead = new Map<string, Promise<Document>>();

async function compareWithHead(api: string, document: Document): Promise<Change[]> {
  const commit = (await promisify(execFile)("git", ["rev-parse", "HEAD"], { cwd: root })).stdout.trim();
  const key = `${api} ${commit}`;
  const base = atHead.get(key) ?? bundleAt(commit, api);
  atHead.set(key, base);
  const before = await base;
  return JSON.stringify(before) === JSON.stringify(document) ? [] : compareDocuments(before, document);
}
