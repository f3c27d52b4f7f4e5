import { isBuiltin } from "node:module";
import ts from "typescript";
import type { Manifest } from "./npm-pack.ts";

/**
 * Returns the packages that a module or declaration imports although its package doesn't declare them, sorted. They are
 * found in a repository, where all packages are installed in one folder, and may be missing elsewhere.
 */
export function undeclaredImports(
  text: string,
  manifest: Pick<Manifest, "name" | "dependencies" | "peerDependencies">,
): string[] {
  const { name, dependencies, peerDependencies } = manifest;
  const declared = new Set([name, ...Object.keys({ ...dependencies, ...peerDependencies })]);
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  const packages = [
    ...importedFiles.map(({ fileName }) => fileName).filter((specifier) => /^[^.#/]/.test(specifier)),
    ...typeReferenceDirectives.map(({ fileName }) => `@types/${fileName}`),
  ].flatMap((specifier) => (isBuiltin(specifier) ? [] : [packageOf(specifier)]));
  return [...new Set(packages)].filter((imported) => !declared.has(imported)).sort();
}

/** Returns the name of the package of a specifier: `@scope/name/path` is in `@scope/name`. */
function packageOf(specifier: string): string {
  return specifier
    .split("/")
    .slice(0, specifier.startsWith("@") ? 2 : 1)
    .join("/");
}
