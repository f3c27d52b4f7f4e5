import { readFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Document } from "../generators/openapi.ts";
import { apis, bundlePath } from "../lib/apis.ts";
import { replaceFile } from "../lib/file-system.ts";
import { root } from "../lib/repository.ts";
import { render } from "../reference/render.ts";

const [api = ""] = process.argv.slice(2);
try {
  if (!apis.includes(api)) throw new Error(`Use: tsx scripts/commands/build-reference.ts ${apis.join("|")}`);
  const page = await render(api, JSON.parse(await readFile(bundlePath(api), "utf8")) as Document);
  const path = join(dirname(bundlePath(api)), "reference.html");
  await replaceFile(path, page);
  console.log(`${relative(root, path)}: ${Math.ceil(page.length / 1024)} KiB`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
