import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../lib/repository.ts";
import { atMost, known, type Row } from "./measure.ts";

const source = "packages/comms-webhooks/src";

/** Measures what a page or a worker loads, and how much code is written by hand. */
export async function sizes(): Promise<Row[]> {
  const webex = (name: string) => bundled(name, "comms-webhooks/webex");
  const lines = await linesByFolder();
  const total = [...lines.values()].reduce((sum, count) => sum + count, 0);
  return [
    atMost(
      "the Webex client with validation, bundled for the web, gzip",
      await webex("createWebexWebhooks"),
      13,
      " kB",
    ),
    atMost("the Webex receiver, gzip", await webex("createWebexReceiver"), 8, " kB"),
    atMost("verifyWebexSignature alone, gzip", await webex("verifyWebexSignature"), 0.8, " kB"),
    known("one generated validator, gzip", await bundled("Webhook", "@comms-webhooks/webex-client/validators"), " kB"),
    atMost(`lines of code in ${source}`, total, 2_706),
    ...[...lines].map(([folder, count]) => known(`  ${folder}`, count)),
  ];
}

async function bundled(name: string, specifier: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: `export { ${name} } from "${specifier}";`, resolveDir: join(root, "scripts") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1_000;
}

/** Counts lines that are neither blank nor comment. */
async function linesByFolder(): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const file of (await readdir(join(root, source), { recursive: true })).sort()) {
    if (!file.endsWith(".ts")) continue;
    const lines = (await readFile(join(root, source, file), "utf8")).split("\n");
    const folder = /^[^/\\]+(?=[/\\])/.exec(file)?.[0] ?? "in no folder";
    const code = lines.filter((line) => !/^\s*(?:\/\/|\/\*|\*|$)/.test(line)).length;
    counts.set(folder, (counts.get(folder) ?? 0) + code);
  }
  return counts;
}
