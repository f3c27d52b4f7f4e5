import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "./client.ts";
import { generateData } from "./data.ts";
import type { Api, Document, GeneratedFile } from "./openapi.ts";
import { generateTypes } from "./types.ts";
import { generateValidators } from "./validators.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What a package has in `src/generated`. */
export const packages = {
  types: generateTypes,
  client: async (api: Api, document: Document): Promise<GeneratedFile[]> => [
    ...generateClient(api, document),
    ...generateData(api, document),
    ...generateValidators(api, document),
  ],
};

/** The generated packages of an API. */
export type Package = keyof typeof packages;

/** Brings a package's generated files up to date, or only looks with `check`; gives the paths that differed. */
export async function generate(api: Api, document: Document, name: Package, check: boolean): Promise<string[]> {
  const folder = join(root, `packages/${api}-${name}/src/generated`);
  const { stale, extra } = await findStale(folder, await packages[name](api, document));
  if (!check) {
    for (const file of stale) {
      await mkdir(dirname(join(folder, file.path)), { recursive: true });
      await writeFile(join(folder, file.path), file.content);
    }
    for (const path of extra) await rm(join(folder, path));
  }
  return [...stale.map(({ path }) => path), ...extra].map((path) => relative(root, join(folder, path)));
}

/** Compares what is generated with what stands on disk. */
async function findStale(folder: string, files: GeneratedFile[]): Promise<{ stale: GeneratedFile[]; extra: string[] }> {
  const present = await readdir(folder, { recursive: true, withFileTypes: true }).catch(ignoreMissing([]));
  const paths = present
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
  const stale: GeneratedFile[] = [];
  for (const file of files) {
    const content = await readFile(join(folder, file.path), "utf8").catch(ignoreMissing(undefined));
    if (content !== file.content) stale.push(file);
  }
  return { stale, extra: paths.filter((path) => !files.some((file) => file.path === path)) };
}

function ignoreMissing<T>(fallback: T): (error: NodeJS.ErrnoException) => T {
  return (error) => {
    if (error.code === "ENOENT") return fallback;
    throw error;
  };
}
