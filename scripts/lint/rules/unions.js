import { exclusions, readUnion } from "../lib/union-branches.js";

/**
 * Requires of a union whose branches name themselves that each name has one branch, and that the last branch, which is
 * for all other values, excludes exactly the names of the others: the validators look the branch up by its name. Custom,
 * since it compares schemas. `Delivery` isn't among these unions: it is derived when the document is bundled.
 * @type {import('../types.d.ts').Rule}
 */
export const unions = () => ({
  Schema(schema, { report, resolve, location }) {
    const union = readUnion(schema, resolve);
    if (!union) return;
    const names = union.names.flat();
    const twice = names.filter((name, index) => names.indexOf(name) !== index);
    if (twice.length > 0) {
      report({
        message: `Two branches of this union are for ${twice.join(", ")}. Leave each name to one branch.`,
        location: location.child(["oneOf"]).key(),
      });
    }
    const [rest] = exclusions(union.last);
    if (!rest) return;
    const missing = names.filter((name) => !rest.names.includes(name));
    const extra = rest.names.filter((name) => !names.includes(name));
    if (missing.length === 0 && extra.length === 0) return;
    const parts = [
      missing.length ? `its \`not\` lacks ${missing.join(", ")}` : "",
      extra.length ? `no other branch has ${extra.join(", ")}` : "",
    ];
    report({
      message: `The last branch of a union must exclude the names of the others, but ${parts.filter(Boolean).join("; ")}.`,
      location: rest.at.child(["not"]).key(),
    });
  },
});
