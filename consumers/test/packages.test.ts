import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { entryPoints, installedPackages } from "./installed-packages.ts";
import { consumers } from "./recipes.ts";

const packages = installedPackages();

describe("the packed packages", () => {
  it("load by their names, without the repository's sources", async () => {
    const { createWebexReceiver } = await import("comms-webhooks/webex");
    expect(import.meta.resolve("comms-webhooks/webex")).toContain("/consumers/node_modules/comms-webhooks/dist/");
    expect(createWebexReceiver).toBeTypeOf("function");
  });

  it.each(packages)("find the versions that they depend on ($name)", ({ manifest }) => {
    const versions = Object.keys(manifest.dependencies ?? {}).map((name) => {
      const file = join(consumers, "node_modules", name, "package.json");
      return [name, (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version];
    });
    expect(Object.fromEntries(versions)).toEqual(manifest.dependencies ?? {});
  });

  it("are used, every public function of them, by the programs that compilers compile and Node runs", async () => {
    const programs = ["anywhere", "generated", "node"].map((name) =>
      readFileSync(join(import.meta.dirname, "programs", `${name}.ts`), "utf8"),
    );
    const unused = await Promise.all(entryPoints().map((entry) => unusedFunctions(entry, programs)));
    expect(unused.flat()).toEqual([]);
  });
});

/** Lists the functions of an entry point that no program calls by the namespace of that entry, or where it isn't imported. */
async function unusedFunctions(entry: string, programs: readonly string[]): Promise<string[]> {
  const imported = new RegExp(`^import (?:type )?\\* as (\\w+) from "${entry}";$`, "m");
  const uses = programs.flatMap((text) =>
    (imported.exec(text) ?? []).slice(1).map((namespace) => ({ namespace, text })),
  );
  if (uses.length === 0) return [`${entry} isn't imported`];
  const exported: Record<string, unknown> = await import(entry);
  const isUsed = (name: string) =>
    uses.some(({ namespace, text }) => new RegExp(`\\b${namespace}\\.${name}\\b`).test(text));
  return Object.entries(exported)
    .filter(([name, value]) => typeof value === "function" && !isUsed(name))
    .map(([name]) => `${entry}: ${name}`);
}
