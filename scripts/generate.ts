import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { bundle } from "./generators/bundle.ts";
import { generateClient } from "./generators/client.ts";
import { generateData } from "./generators/data.ts";
import { type Api, apis, type Document, type GeneratedFile } from "./generators/openapi.ts";
import { generateTypes } from "./generators/types.ts";
import { generateValidators } from "./generators/validators.ts";

const root = fileURLToPath(new URL("../", import.meta.url));
const usage = "Use: tsx scripts/generate.ts [--check] [webex|8x8] [types|client]";

/** What a package has in `src/generated`. */
const packages = {
  types: generateTypes,
  client: async (api: Api, document: Document) => [
    ...generateClient(api, document),
    ...generateData(api, document),
    ...generateValidators(api, document),
  ],
};

type Package = keyof typeof packages;

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

async function generate(api: Api, document: Document, name: Package, check: boolean): Promise<string[]> {
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

async function main(args: string[]): Promise<void> {
  const check = args.includes("--check");
  const words = args.filter((arg) => arg !== "--check");
  const unknown = words.find((word) => !apis.includes(word as Api) && !(word in packages));
  if (unknown !== undefined) throw new Error(`Unknown argument "${unknown}". ${usage}`);
  const chosenApis = apis.filter((api) => words.includes(api));
  const chosenPackages = (Object.keys(packages) as Package[]).filter((name) => words.includes(name));
  const changed = await Promise.all(
    (chosenApis.length > 0 ? chosenApis : apis).map(async (api) => {
      const document = await bundle(api);
      const names = chosenPackages.length > 0 ? chosenPackages : (Object.keys(packages) as Package[]);
      return (await Promise.all(names.map((name) => generate(api, document, name, check)))).flat();
    }),
  );
  const files = changed.flat();
  for (const file of files) console.log(check ? `stale: ${file}` : file);
  if (check && files.length > 0) {
    console.error("Generated files differ from what the specs give. To fix: npm run generate");
    process.exitCode = 1;
  }
}

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
