import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Rejects placeholders, as `npm run new` writes them, in the document and in SOURCES.md next to it. Custom, since an
 * assertion is about one property of one type.
 * @type {import('../types.d.ts').Rule}
 */
export const noPlaceholders = () => ({
  any(node, { report, resolve, location, type }) {
    if (typeof node !== "object" || node === null) return;
    for (const [key, value] of Object.entries(node)) {
      // Texts are visited with their objects; what is in examples and extensions isn't.
      const whole = key.startsWith("x-") || (type.name === "Example" && key === "value");
      const { node: content, location: place } = whole && value?.$ref ? resolve(value) : { node: value };
      const text = typeof content === "string" ? content : whole ? JSON.stringify(content) : "";
      const at = place ?? location.child([key]);
      // A text that was derived from another file is reported there.
      if (/\bTODO\b/.test(text) && /\bTODO\b/.test(at.source.body))
        report({ message: `Replace the placeholder in \`${key}\`.`, location: at });
    }
  },
  Root(_, { report, location }) {
    const sources = join(dirname(location.source.absoluteRef), "SOURCES.md");
    const lines = existsSync(sources) ? readFileSync(sources, "utf8").split("\n") : [];
    for (const [index, line] of lines.entries())
      if (/\bTODO\b/.test(line))
        report({
          message: `Replace the placeholder in SOURCES.md, line ${index + 1}.`,
          location: location.child(["openapi"]),
        });
  },
});
