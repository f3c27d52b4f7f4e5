import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";

/** Lists the YAML files in a folder beside the root document, as paths from there. @param {string} root @param {string} folder */
export function yamlFiles(root, folder) {
  return readdirSync(join(dirname(root), folder), { recursive: true })
    .map(String)
    .filter((name) => /\.ya?ml$/.test(name))
    .map((name) => join(folder, name))
    .sort();
}

/** Lists the folders beside the root document that hold parts of it. @param {string} root */
export function partFolders(root) {
  return readdirSync(dirname(root), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && !["dist", "node_modules"].includes(entry.name) && !entry.name.startsWith("."),
    )
    .map((entry) => entry.name);
}
