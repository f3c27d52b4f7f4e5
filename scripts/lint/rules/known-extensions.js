import { extensions } from "../lib/extensions.js";

/**
 * Rejects an extension that isn't known, or that is in the wrong place. Custom, since `struct` accepts any `x-`.
 * @type {import('../types.d.ts').Rule}
 */
export const knownExtensions = () => ({
  any(node, { type, report, location }) {
    if (!type.extensionsPrefix || typeof node !== "object" || node === null) return;
    const known = Object.keys(extensions[type.name] ?? {});
    for (const name of Object.keys(node).filter((key) => key.startsWith("x-") && !known.includes(key))) {
      const owner = Object.keys(extensions).find((other) => extensions[other]?.[name]);
      report({
        message: owner
          ? `\`${name}\` belongs to ${owner} objects, not to ${type.name} objects.`
          : `\`${name}\` isn't a known extension. ${type.name} objects may have ${known.join(", ") || "none"}.`,
        location: location.child([name]).key(),
      });
    }
  },
});
