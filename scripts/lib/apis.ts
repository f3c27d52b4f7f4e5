import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { root } from "./repository.ts";

/** The names of the APIs: the folders of `specs/`. Nothing else in the repository lists them. */
export const apis: readonly string[] = readdirSync(join(root, "specs")).filter((name) =>
  existsSync(documentPath(name)),
);

/** Returns the path of an API's root document. */
export function documentPath(api: string): string {
  return join(root, "specs", api, "openapi.yaml");
}

/** Returns the path of the document that is built from an API's files. */
export function bundlePath(api: string): string {
  return join(root, "specs", api, "dist/openapi.json");
}
