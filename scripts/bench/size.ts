import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { root } from "../lib/redocly.ts";
import { atMost, type Row } from "./measure.ts";

/** Measures what a page or a worker loads, and how much code is written by hand. */
export async function sizes(): Promise<Row[]> {
  const webex = (name: string) => bundled(`export { ${name} } from "comms-webhooks/webex";`);
  return [
    atMost("verifyWebexSignature alone, bundled for the web, gzip", await webex("verifyWebexSignature"), 0.8, " kB"),
    atMost("the Webex client with validation, bundled, gzip", await webex("createWebexWebhooks"), 13, " kB"),
    atMost("lines of code in packages/comms-webhooks/src", await lines("packages/comms-webhooks/src"), 2_000),
  ];
}

async function bundled(contents: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: join(root, "scripts") },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "", { level: 9 }).length / 1_000;
}

/** Counts lines that are neither blank nor comment. */
async function lines(folder: string): Promise<number> {
  const files = await readdir(join(root, folder), { recursive: true });
  const texts = files.filter((file) => file.endsWith(".ts")).map((file) => readFile(join(root, folder, file), "utf8"));
  const all = (await Promise.all(texts)).flatMap((text) => text.split("\n"));
  return all.filter((line) => !/^\s*(?:\/\/|\/\*|\*|$)/.test(line)).length;
}
