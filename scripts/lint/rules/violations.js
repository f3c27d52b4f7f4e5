import { exclusions, readUnion } from "../lib/union-branches.js";

/**
 * Requires `x-violation` next to every `not`, at a property of the schema, and refuses it elsewhere. A `not` by which the
 * last branch of a union leaves values to the others isn't a rule that a value could break, and one within a rule is part
 * of it. Custom, since that is decided in another schema.
 * @type {import('../types.d.ts').Rule}
 */
export const violations = () => {
  /** @type {Map<string, import('../types.d.ts').Location>} */
  const unexplained = new Map();
  /** @type {Set<string>} */
  const selecting = new Set();
  return {
    Schema(schema, { report, resolve, location }) {
      const union = readUnion(schema, resolve);
      for (const { at } of union ? exclusions(union.last) : []) selecting.add(id(at));
      if (schema?.not !== undefined && schema["x-violation"] === undefined && !withinRule.test(location.pointer))
        unexplained.set(id(location), location);
      if (schema?.["x-violation"] === undefined) return;
      const at = location.child(["x-violation"]);
      const { path } = schema["x-violation"];
      if (schema.not === undefined)
        report({ message: "`x-violation` explains the `not` next to it, which is missing.", location: at.key() });
      if (typeof path === "string" && !Object.hasOwn(schema.properties ?? {}, path))
        report({ message: `\`x-violation\` names ${path}, which isn't a property of this schema.`, location: at });
    },
    Root: {
      leave(_, { report }) {
        for (const [place, location] of unexplained) {
          if (selecting.has(place)) continue;
          report({
            message:
              "A rule written as `not` needs `x-violation` next to it: `path` and `message` explain why a value is rejected.",
            location: location.child(["not"]).key(),
          });
        }
      },
    },
  };
};

const withinRule = /(?<!\/properties)\/not\//;

/** @param {import('../types.d.ts').Location} location */
const id = ({ source, pointer }) => `${source.absoluteRef}${pointer}`;
