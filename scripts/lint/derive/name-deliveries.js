import { pascalCase } from "../lib/names.js";
import { pins } from "../lib/union-branches.js";

/**
 * Turns what delivery files contain into components: the schema of each delivery's body gets the delivery's name, `Delivery`
 * becomes the union of them and `UnknownDelivery`, and `UnknownDelivery` excludes the names of all the others, so that
 * exactly one branch fits a delivery. Runs on the bundled document, in which schemas have names.
 * @type {import('../types.d.ts').Rule}
 */
export const nameDeliveries = () => ({
  Root: {
    leave(root) {
      delete root["x-delivery-defaults"];
      const { Delivery: union, UnknownDelivery: rest } = root.components?.schemas ?? {};
      if (!union || union.oneOf || !rest) return;
      const named = Object.fromEntries(
        Object.entries(root.webhooks ?? {}).flatMap(([name, item]) => hoist(name, item)),
      );
      union.oneOf = [...Object.keys(named), "UnknownDelivery"].map(refTo);
      exclude(
        rest,
        Object.values(named).map((node) => pins({ node }, (part) => ({ node: part }))),
      );
      root.components.schemas = Object.fromEntries(
        Object.entries(root.components.schemas).flatMap((entry) =>
          entry[0] === "Delivery" ? [entry, ...Object.entries(named)] : [entry],
        ),
      );
    },
  },
});

const refTo = (/** @type {string} */ name) => ({ $ref: `#/components/schemas/${name}` });

/** Moves the schema of a delivery's body out, and leaves a reference. @param {string} name @param {any} item @returns {[string, any][]} */
function hoist(name, item) {
  const media = item?.post?.requestBody?.content?.["application/json"];
  if (typeof media?.schema !== "object" || media.schema === null || media.schema.$ref) return [];
  const schema = { description: `${item.post.summary}.`, ...media.schema };
  media.schema = refTo(pascalCase(name));
  return [[pascalCase(name), schema]];
}

/**
 * Excludes the names of the other branches: at the field if one field tells branches apart, else by each value of the
 * first field with those of the others.
 * @param {any} rest @param {Record<string, string[]>[]} branches
 */
function exclude(rest, branches) {
  const [first, ...others] = Object.keys(branches[0] ?? {});
  if (first === undefined) return;
  const values = [...new Set(branches.flatMap((branch) => branch[first] ?? []))];
  if (others.length === 0) {
    const field = rest.properties?.[first];
    if (field) field.not = { enum: values };
    return;
  }
  rest.not = {
    type: "object",
    required: [first, ...others],
    anyOf: values.map((value) => {
      const own = branches.filter((branch) => branch[first]?.includes(value));
      const lists = others.map((name) => [name, { enum: [...new Set(own.flatMap((branch) => branch[name] ?? []))] }]);
      return { properties: { [first]: { const: value }, ...Object.fromEntries(lists) } };
    }),
  };
}
