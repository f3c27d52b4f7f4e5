import { readUnion } from "./union-names.js";

/**
 * Demands that what `webhooks` lists, what the schema `Delivery` tells apart and what can be registered are the same:
 * each delivery has a branch of its name with its body, and one webhook that brings it.
 * @type {import('../types.d.ts').Rule}
 */
export const deliveries = () => ({
  Root(root, { report, resolve, location }) {
    const schemas = Object.values(root.components?.schemas ?? {}).map((schema) => resolve(schema));
    const names = Object.keys(root.webhooks ?? {});
    const at = location.child(["webhooks"]).key();

    const table = schemas
      .map(({ node, location: place }) => resolve(node?.["x-webhook-resources"], place?.source.absoluteRef).node)
      .find((node) => typeof node === "object" && node !== null);
    if (table) {
      const pairs = Object.entries(table).flatMap(([resource, entry]) =>
        (entry?.events ?? [])
          .filter((/** @type {string} */ event) => event !== "all")
          .map((/** @type {string} */ event) => `${resource}.${event}`),
      );
      compare(pairs, "`webhooks`", "`x-webhook-resources`");
    }

    const delivery = resolve(root.components?.schemas?.Delivery);
    const union = readUnion(delivery.node, (node, from) =>
      resolve(node, from ?? delivery.location?.source.absoluteRef),
    );
    if (union) checkBranches(union);
    const types = resolve(root.components?.schemas?.WebhookType).node?.enum;
    if (types) for (const name of names) checkType(name, types);

    /** @param {string[]} wanted @param {string} here @param {string} there */
    function compare(wanted, here, there) {
      const missing = wanted.filter((name) => !names.includes(name));
      const extra = names.filter((name) => !wanted.includes(name));
      if (missing.length > 0)
        report({ message: `${there} has ${missing.join(", ")}, which ${here} lacks.`, location: at });
      if (extra.length > 0) report({ message: `${here} has ${extra.join(", ")}, which ${there} lacks.`, location: at });
    }

    /** @param {import('./union-names.js').Union} union */
    function checkBranches({ branches, names: lists }) {
      const known = names.map((name) => lists.findIndex((list) => list.includes(name)));
      for (const [index, name] of names.entries()) {
        const body = bodyOf(name);
        const branch = branches[known[index] ?? -1];
        if (branch && body && id(branch) === id(body)) continue;
        report({
          message: `The schema Delivery needs a branch for ${name}, and it has to be the schema of the delivery's body.`,
          location: location.child(["webhooks", name]).key(),
        });
      }
      const idle = lists.filter((_, index) => !known.includes(index)).map((list) => list[0]);
      if (idle.length > 0)
        report({ message: `The schema Delivery has ${idle.join(", ")}, which \`webhooks\` lacks.`, location: at });
    }

    /** @param {string} name */
    function bodyOf(name) {
      const { node, location: place } = operationOf(name);
      const media = node?.requestBody?.content?.["application/json"];
      return media && resolve(media.schema, place);
    }

    /** @param {string} name @param {string[]} types */
    function checkType(name, types) {
      const { node } = operationOf(name);
      if (types.includes(node?.["x-webhook-type"])) return;
      report({
        message: `${name} needs \`x-webhook-type\`, the type of webhook that brings it: ${types.join(", ")}.`,
        location: location.child(["webhooks", name]).key(),
      });
    }

    /** @param {string} name */
    function operationOf(name) {
      const item = resolve(root.webhooks[name]);
      return { node: item.node?.post, location: item.location?.source.absoluteRef };
    }
  },
});

/** @param {import('./union-names.js').Found} found */
const id = ({ location }) => `${location?.source.absoluteRef}${location?.pointer}`;
