import { join } from "node:path";
import { root } from "../lib/repository.ts";
import { type Mode, updateFolder } from "./generated-folder.ts";
import { checkNames } from "./names.ts";
import type { Document, GeneratedFile } from "./openapi.ts";

export type { Mode };

/** The generators of each package's `src/generated`. Each loads its own compiler, so that a build loads one of them. */
export const packages = {
  types: async (api: string, document: Document): Promise<GeneratedFile[]> => {
    const { generateTypes } = await import("./types.ts");
    checkNames(document);
    return generateTypes(api, document);
  },
  client: async (api: string, document: Document): Promise<GeneratedFile[]> => {
    const { generateClient } = await import("./client.ts");
    const { generateData } = await import("./data.ts");
    const { generateExamples } = await import("./examples.ts");
    const { generateValidators } = await import("./validators.ts");
    checkNames(document);
    return [generateClient, generateData, generateExamples, generateValidators].flatMap((run) => run(api, document));
  },
};

/** The generated packages of an API. */
export type Package = keyof typeof packages;

/**
 * Compares a package's generated files with what the document yields, updates them by mode, and returns the paths that
 * differed, from the repository's root.
 */
export async function generate(
  api: string,
  document: Document,
  name: Package,
  mode: Mode,
  repository: string = root,
): Promise<string[]> {
  const folder = `packages/${api}-${name}/src/generated`;
  const paths = await updateFolder(join(repository, folder), await packages[name](api, document), mode);
  return paths.map((path) => `${folder}/${path}`);
}
