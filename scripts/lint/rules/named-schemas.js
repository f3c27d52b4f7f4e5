import { basename, dirname, join } from "node:path";
import { partFiles } from "../lib/part-files.js";

/**
 * Requires that every file in schemas/ is named in the root document, which gives it its name in the bundle. Custom, since
 * assertions don't see files.
 * @type {import('../types.d.ts').Rule}
 */
export const namedSchemas = () => ({
  Root(root, { report, location, resolve }) {
    const file = location.source.absoluteRef;
    const named = Object.values(root.components?.schemas ?? {}).map(
      (schema) => resolve(schema).location?.source.absoluteRef,
    );
    for (const path of partFiles(file, "schemas")) {
      if (named.includes(join(dirname(file), path))) continue;
      const name = basename(path).replace(/\.ya?ml$/, "");
      report({
        message: `${path} isn't named in ${basename(file)}. Add under components.schemas: \`${name}: $ref: ${path}\`.`,
        location: location.child(["components", "schemas"]).key(),
      });
    }
  },
});
