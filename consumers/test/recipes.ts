import { execFile } from "node:child_process";
import { cp, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";

/** The folder of these tests. What is below it finds the packages as npm packs them. */
export const consumers: string = join(import.meta.dirname, "..");
const recipes = join(consumers, "../packages/comms-webhooks/recipes");

/** Runs a program, and rejects with all that it printed if it fails. */
export async function run(file: string, args: readonly string[], env: Record<string, string> = {}, cwd = consumers) {
  try {
    return await promisify(execFile)(file, args, { cwd, env: { ...process.env, NO_COLOR: "1", ...env } });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    throw new Error(`${file} ${args.join(" ")} failed:\n${stdout}${stderr}`, { cause: error });
  }
}

/** Compiles TypeScript by the `tsconfig.json` in a folder, or rejects with the type errors. */
export async function compile(folder: string): Promise<void> {
  await run(process.execPath, [join(consumers, "node_modules/typescript/bin/tsc"), "-p", folder]);
}

/** Copies recipes into a folder of their own, from where they find the platforms too. */
export async function copyRecipes(name: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(consumers, ".recipes", name);
  await rm(folder, { recursive: true, force: true });
  for (const [file, target] of Object.entries(files)) {
    await mkdir(join(folder, target, ".."), { recursive: true });
    await cp(join(recipes, file), join(folder, target));
  }
  return folder;
}

/** Compiles recipes for Node by their platforms' own types, and returns a function that imports one. */
export async function compileRecipes(
  names: readonly string[],
): Promise<<Recipe>(name: string) => Promise<Record<string, Recipe>>> {
  const folder = await copyRecipes("node", Object.fromEntries(names.map((name) => [`${name}.ts`, `${name}.ts`])));
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    exactOptionalPropertyTypes: true,
    experimentalDecorators: true,
    skipLibCheck: true,
    types: ["node"],
    outDir: "dist",
  };
  await writeFile(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await compile(folder);
  return (name) => import(pathToFileURL(join(folder, "dist", `${name}.js`)).href);
}
