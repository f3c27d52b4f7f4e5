import { type Api, apis } from "../generators/openapi.ts";
import { generate, type Mode, type Package, packages } from "../generators/packages.ts";
import { bundle } from "../lib/bundle.ts";

const usage = "Use: tsx scripts/commands/generate.ts [--check | --keep-edits] [webex|8x8] [types|client]";

async function main(args: string[]): Promise<void> {
  const mode: Mode = args.includes("--check") ? "check" : args.includes("--keep-edits") ? "keep-edits" : "write";
  const words = args.filter((arg) => arg !== `--${mode}`);
  const unknown = words.find((word) => !apis.includes(word as Api) && !Object.hasOwn(packages, word));
  if (unknown !== undefined) throw new Error(`Unknown argument "${unknown}". ${usage}`);
  const chosenApis = apis.filter((api) => words.includes(api));
  const chosenPackages = (Object.keys(packages) as Package[]).filter((name) => words.includes(name));
  const changed = await Promise.all(
    (chosenApis.length > 0 ? chosenApis : apis).map(async (api) => {
      const document = await bundle(api);
      const names = chosenPackages.length > 0 ? chosenPackages : (Object.keys(packages) as Package[]);
      return (await Promise.all(names.map((name) => generate(api, document, name, mode)))).flat();
    }),
  );
  const files = changed.flat();
  for (const file of files) console.log(mode === "check" ? `stale: ${file}` : file);
  if (mode === "check" && files.length > 0) {
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
