import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Lists the YAML files in a folder next to the root document, as paths from there. @param {string} root @param {string} folder */
export function partFiles(root, folder) {
  const path = join(dirname(root), folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { recursive: true })
    .map(String)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** Lists the folders next to the root document that hold parts of it. @param {string} root */
export function partFolders(root) {
  return readdirSync(dirname(root), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && !["dist", "node_modules"].includes(entry.name) && !entry.name.startsWith("."),
    )
    .map((entry) => entry.name);
}
