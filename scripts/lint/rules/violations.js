import { exclusions, readUnion } from "./union-names.js";

/**
 * Demands `x-violation` beside every `not`, and refuses it elsewhere. A `not` by which the last branch of a union leaves
 * values to the others is no rule that a value could break.
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
      if (schema?.not !== undefined && schema["x-violation"] === undefined) unexplained.set(id(location), location);
      if (schema?.["x-violation"] !== undefined && schema.not === undefined) {
        report({
          message: "`x-violation` explains a `not` beside it, and there is none.",
          location: location.child(["x-violation"]).key(),
        });
      }
    },
    Root: {
      leave(_, { report }) {
        for (const [place, location] of unexplained) {
          if (selecting.has(place)) continue;
          report({
            message:
              "A rule written as `not` needs `x-violation` beside it: `path` and `message`, which a refused value is explained with.",
            location: location.child(["not"]).key(),
          });
        }
      },
    },
  };
};

/** @param {import('../types.d.ts').Location} location */
const id = ({ source, pointer }) => `${source.absoluteRef}${pointer}`;
