import { existsSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { yamlFiles } from "./part-files.js";

/** Demands that every file in schemas/ is named in the root document, or the bundle has no name for it. @type {import('../types.d.ts').Rule} */
export const namedSchemas = () => ({
  Root(root, { report, location, resolve }) {
    const file = location.source.absoluteRef;
    if (!existsSync(join(dirname(file), "schemas"))) return;
    const named = Object.values(root.components?.schemas ?? {}).map(
      (schema) => resolve(schema).location?.source.absoluteRef,
    );
    for (const path of yamlFiles(file, "schemas")) {
      if (named.includes(join(dirname(file), path))) continue;
      const name = basename(path).replace(/\.ya?ml$/, "");
      report({
        message: `${path} is not named in ${basename(file)}. Add under components.schemas: \`${name}: $ref: ${path}\`.`,
        location: location.child(["components", "schemas"]).key(),
      });
    }
  },
});
