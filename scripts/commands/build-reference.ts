import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { type Api, apis } from "../generators/openapi.ts";
import { bundle } from "../lib/bundle.ts";
import { render } from "../reference/render.ts";

const [api] = process.argv.slice(2);
try {
  if (!apis.includes(api as Api)) throw new Error(`Use: tsx scripts/commands/build-reference.ts ${apis.join("|")}`);
  const folder = new URL(`../../specs/${api}/dist/`, import.meta.url);
  const page = await render(await bundle(api as Api));
  await mkdir(folder, { recursive: true });
  await writeFile(new URL("reference.html", folder), page);
  console.log(
    `${fileURLToPath(new URL("reference.html", folder)).replace(`${process.cwd()}/`, "")}: ${Math.ceil(page.length / 1024)} KiB`,
  );
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
