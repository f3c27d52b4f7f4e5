import { pascalCase } from "../lib/names.js";
import { commonPins, pins } from "../lib/union-branches.js";

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
 * @param {any} rest @param {Record<string, string[]>[]} pinned
 */
function exclude(rest, pinned) {
  const branches = commonPins(pinned) ?? [];
  const [first, ...others] = Object.keys(branches[0] ?? {});
  if (first === undefined) return;
  if (others.length === 0) {
    const field = rest.properties?.[first];
    if (field) field.not = { enum: [...new Set(branches.flatMap((branch) => branch[first] ?? []))] };
    return;
  }
  const required = [first, ...others].filter((name) => branches.every((branch) => !branch[name]?.includes("")));
  /** @type {Map<string, Record<string, string[]>[]>} */
  const groups = new Map();
  for (const branch of branches) {
    const key = JSON.stringify(branch[first]);
    groups.set(key, [...(groups.get(key) ?? []), branch]);
  }
  rest.not = {
    type: "object",
    required,
    anyOf: [...groups.values()].map((own) => {
      const values = own[0]?.[first]?.filter(Boolean) ?? [];
      const lists = others.map((name) => [name, { enum: [...new Set(own.flatMap((branch) => branch[name] ?? []))] }]);
      const isOptional = own[0]?.[first]?.includes("") || required.includes(first);
      return {
        ...(!isOptional && { required: [first] }),
        properties: {
          [first]: values.length === 1 ? { const: values[0] } : { enum: values },
          ...Object.fromEntries(lists),
        },
      };
    }),
  };
}
