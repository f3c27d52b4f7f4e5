import { dirname, join } from "node:path";
import { partFiles, partFolders } from "../lib/part-files.js";

/**
 * Rejects a file that nothing in the document refers to: no other rule would check it. Custom, since Redocly reads only
 * the files that are referred to.
 * @type {import('../types.d.ts').Rule}
 */
export const noStrayFiles = () => {
  const referred = new Set();
  let broken = false;
  return {
    ref: {
      enter(ref, { resolve }) {
        referred.add(resolve(ref).location?.source.absoluteRef);
        broken ||= resolve(ref).node === undefined;
      },
    },
    Root: {
      leave(_, { report, location }) {
        // A broken reference may have meant one of these files.
        if (broken) return;
        const root = location.source.absoluteRef;
        // Workflows refer to the document, and are checked by themselves.
        const folders = partFolders(root).filter((folder) => folder !== "workflows");
        for (const file of folders.flatMap((folder) => partFiles(root, folder))) {
          if (referred.has(join(dirname(root), file))) continue;
          const where = file.startsWith("examples") ? "the `examples` of a request or response" : "the document";
          report({
            message: `Nothing refers to ${file}. Refer to it from ${where} by $ref, or delete it.`,
            location: location.child(["openapi"]),
          });
        }
      },
    },
  };
};
