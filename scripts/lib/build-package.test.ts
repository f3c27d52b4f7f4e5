import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { buildPackage } from "./build-package.ts";
import { sideEffects } from "./side-effects.ts";

const entry = (name: string) => ({ types: `./dist/${name}.d.ts`, default: `./dist/${name}.js` });

const files = {
  "package.json": JSON.stringify({
    name: "toy",
    type: "module",
    sideEffects: false,
    exports: { ".": entry("index"), "./deep": entry("deep/index"), "./package.json": "./package.json" },
    imports: { "#platform": { types: "./dist/web.d.ts", node: "./dist/node.js", default: "./dist/web.js" } },
  }),
  "tsconfig.json": JSON.stringify({ compilerOptions: { rootDir: "src" } }),
  "src/index.ts": 'export { ToyError } from "./error.js";',
  "src/deep/index.ts": `import { ToyError } from "../error.js";
import { platform } from "#platform";
import { other } from "other";
import { mine } from "@toy/mine";
/** Fails. */
export const fail = (): never => { throw new ToyError(platform + other + mine); };`,
  "src/error.ts": "/** The error. */\nexport class ToyError extends Error {}",
  "src/node.ts": 'export const platform: string = "node";',
  "src/web.ts": 'export const platform: string = "web";',
  "node_modules/other/package.json": '{ "type": "module", "exports": "./index.js" }',
  "node_modules/other/index.js": 'export const other = ", other";',
  "node_modules/@toy/mine/package.json": '{ "name": "@toy/mine", "type": "module", "exports": "./index.js" }',
  "node_modules/@toy/mine/index.js": 'export const mine = ", mine";',
};

describe("buildPackage", () => {
  let folder: string;

  async function write(texts: Record<string, string>): Promise<void> {
    for (const [path, text] of Object.entries(texts)) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
  }

  const load = (path: string) => import(/* @vite-ignore */ pathToFileURL(join(folder, "dist", path)).href);
  const read = (path: string) => readFile(join(folder, "dist", path), "utf8");

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "package-"));
    await write(files);
  });

  afterEach(() => rm(folder, { recursive: true }));

  it("writes the modules that exports and imports name, one for what they share, and removes what was there", async () => {
    await write({ "dist/old.js": "" });
    await buildPackage(folder);
    const built = await readdir(join(folder, "dist"), { recursive: true });
    expect(built.filter((file) => file.endsWith(".js")).sort()).toEqual([
      "deep/index.js",
      "index.js",
      "node.js",
      "shared.js",
      "web.js",
    ]);
  });

  it("gives every entry the same class, and leaves the choice of the platform to who imports", async () => {
    await buildPackage(folder, { inline: "@toy/" });
    const [{ ToyError }, { fail }] = await Promise.all([load("index.js"), load("deep/index.js")]);
    expect(fail).toThrow(ToyError);
    expect(fail).toThrow("node, other, mine");
  });

  it("includes only the dependencies that are asked for", async () => {
    await buildPackage(folder, { inline: "@toy/" });
    const text = await read("deep/index.js");
    expect(text).toContain('from "other"');
    expect(text).not.toContain('from "@toy/mine"');
  });

  it("writes declarations with their documentation, and names what has no explicit type", async () => {
    await buildPackage(folder);
    expect(await read("deep/index.d.ts")).toBe(
      "/** Fails. */\nexport declare const fail: () => never;\n//# sourceMappingURL=index.d.ts.map\n",
    );
    await write({ "src/error.ts": "export const untyped = Math.random();\nexport class ToyError extends Error {}" });
    await expect(buildPackage(folder)).rejects.toThrow(/error\.ts needs more explicit types .*:\n[\s\S]*untyped/);
  });

  it("maps the modules to the sources as they are installed, through the maps of what is included", async () => {
    const map = { version: 3, sources: ["src/mine.ts"], names: [], mappings: "AAAA" };
    await write({ "node_modules/@toy/mine/index.js.map": JSON.stringify(map) });
    await buildPackage(folder, { inline: "@toy/" });
    const { sources, sourcesContent } = JSON.parse(await read("deep/index.js.map"));
    expect(sources).toEqual(["../../../@toy/mine/src/mine.ts", "../../src/deep/index.ts"]);
    expect(sourcesContent).toBeUndefined();
    expect(JSON.parse(await read("deep/index.d.ts.map")).sources).toEqual(["../../src/deep/index.ts"]);
  });

  it("leaves nothing in the bundle of a program that uses nothing", async () => {
    await write({
      "src/index.ts": `const table = new Map(Object.entries({ a: 1 }));
const limits = { most: 2 ** 31, text: \`\${table.size}\`, ...Object.fromEntries(table) };
const created = new Response(null, { status: 204 });
export const used = (): unknown => [table, limits, created];`,
    });
    await buildPackage(folder);
    expect(await sideEffects(folder, "./dist/index.js")).toBe("");
    await write({ "dist/index.js": "const created = new Response();\nexport const used = () => created;" });
    expect(await sideEffects(folder, "./dist/index.js")).toBe("var created = new Response();");
  });
});
