import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, it } from "vitest";
import { compile, consumers, copyRecipes, run } from "../recipes.ts";
import { runtimes } from "../runtimes.ts";

const folder = join(import.meta.dirname, "types");

describe("a receiver, the recipes and these tests fit a platform's own types", () => {
  it("of the frameworks for Node", async () => {
    await compile(join(folder, "node"));
  });

  it("of Cloudflare Workers", async () => {
    const recipes = await copyRecipes("types-worker", { "worker.ts": "worker.ts" });
    const env = "{ AUTHORIZATION: string; TEXTS: KVNamespace }";
    const use = `import worker from "./worker.js";\nworker satisfies ExportedHandler<${env}>;\n`;
    await writeFile(join(recipes, "use.ts"), use);
    await compile(join(folder, "worker"));
  });

  it("of Bun", async () => {
    await copyRecipes("types-bun", { "bun.ts": "bun.ts" });
    await compile(join(folder, "bun"));
  });

  it("of Deno", async () => {
    const recipes = await copyRecipes("types-deno", { "deno.ts": "deno.ts" });
    const files = [join(recipes, "deno.ts"), join(folder, "deno/types.ts")];
    await run(runtimes.deno(), ["check", "--node-modules-dir=manual", "--cached-only", ...files], {}, consumers);
  });
});
