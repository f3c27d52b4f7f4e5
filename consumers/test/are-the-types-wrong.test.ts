import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkPackage, Package } from "@arethetypeswrong/core";
import { expect, it } from "vitest";

/** What doesn't apply to packages of ES modules only, whose entries are named by `exports`. */
const inapplicable = [
  "NoResolution node10", // TypeScript's old resolution doesn't read `exports`.
  "CJSResolvesToESM node16-cjs", // CommonJS gets an ES module: by `import()`, or by `require` of Node 20.19 or later.
];
const modules = new URL("../node_modules/", import.meta.url).pathname;
const own = [
  "comms-webhooks",
  ...readdirSync(join(modules, "@comms-webhooks")).map((name) => `@comms-webhooks/${name}`),
].filter((name) => !name.endsWith("-spec")); // Documents, without code.

it.each(own)("the types of %s are those of its code, for each way to resolve modules", async (name) => {
  const folder = join(modules, name);
  const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile())
    .map((file) => join(file.parentPath, file.name).slice(folder.length + 1));
  const files = paths.map((path) => [`/node_modules/${name}/${path}`, readFileSync(join(folder, path), "utf8")]);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const analysis = await checkPackage(new Package(Object.fromEntries(files), name, version));
  expect(analysis.types).toMatchObject({ kind: "included" });
  const problems = "problems" in analysis ? analysis.problems : [];
  const named = problems.map(
    (problem) => `${problem.kind} ${"resolutionKind" in problem ? problem.resolutionKind : ""}`,
  );
  expect(named.filter((problem) => !inapplicable.includes(problem))).toEqual([]);
});
