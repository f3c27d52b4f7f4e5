import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { root } from "../lib/repository.ts";
import type { Manifest } from "./npm-pack.ts";

/** Returns the address of the repository's pages, which only `repository` in the root's `package.json` sets. */
export async function repositoryAddress(): Promise<string> {
  const { repository } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as {
    repository: { url: string };
  };
  return repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
}

/** Returns the fields of a published `package.json` that lead elsewhere than to the repository, or don't publish it. */
export async function wrongAddresses({ name, location }: Manifest, address: string): Promise<string[]> {
  const manifest = JSON.parse(await readFile(join(root, location, "package.json"), "utf8")) as Record<string, unknown>;
  const expected = {
    homepage: `${address}/tree/main/${location}#readme`,
    bugs: { url: `${address}/issues` },
    repository: { type: "git", url: `git+${address}.git`, directory: location },
    publishConfig: { access: "public", provenance: true },
  };
  return Object.entries(expected).flatMap(([field, value]) =>
    isDeepStrictEqual(manifest[field], value)
      ? []
      : [`${name}: ${field} in ${location}/package.json must be ${JSON.stringify(value)}.`],
  );
}
