import { dirname, relative } from "node:path";
import { combine, commonPins, pins } from "../lib/union-branches.js";

/**
 * Requires that what arrives and what can be registered fit together: a delivery's body names itself, each delivery has a
 * row in the table of resources or a type of webhook, and each row and each type has a delivery. Custom, since the facts
 * are in several files.
 * @type {import('../types.d.ts').Rule}
 */
export const deliveries = () => ({
  Root(root, { report, resolve, location }) {
    const schemas = Object.values(root.components?.schemas ?? {}).map((schema) => resolve(schema));
    const names = Object.keys(root.webhooks ?? {});
    // A reference that can't be resolved is a finding of its own.
    const found = names.flatMap((name) => {
      const { node, location: place } = resolve(root.webhooks[name]);
      const at = root.webhooks[name]?.$ref ? place : location.child(["webhooks", name]).key();
      return node === undefined ? [] : [{ name, post: node?.post, at }];
    });

    for (const { name, post, at } of found) {
      const file = at?.source.absoluteRef;
      const media = resolve(post?.requestBody, file).node?.content?.["application/json"];
      const body = resolve(media?.schema, file);
      const own = body.node ? commonPins([pins(body, resolve)])?.[0] : undefined;
      if (own && combine(Object.values(own)).includes(name)) continue;
      report({
        message: `The body of ${name} needs required fields with \`const\` or \`enum\` that name it.`,
        location: at,
      });
    }

    const table = schemas
      .map(({ node, location: place }) => resolve(node?.["x-webhook-resources"], place?.source.absoluteRef))
      .find(({ node }) => typeof node === "object" && node !== null);
    if (table) {
      const pairs = Object.entries(table.node).flatMap(([resource, row]) =>
        (row?.events ?? [])
          .filter((/** @type {string} */ event) => event !== "all")
          .map((/** @type {string} */ event) => `${resource}.${event}`),
      );
      const file = relative(dirname(location.source.absoluteRef), table.location?.source.absoluteRef ?? "");
      for (const { name, at } of found.filter(({ name }) => !pairs.includes(name))) {
        const [resource, ...event] = name.split(".");
        report({
          message: `${name} isn't in the table \`x-webhook-resources\`. Add ${event.join(".")} to the events of ${resource} in ${file.replaceAll("\\", "/")}.`,
          location: at,
        });
      }
      for (const pair of pairs.filter((name) => !names.includes(name)))
        report({
          message: `${pair} has no delivery. Write deliveries/${pair}.yaml and refer to it under \`webhooks\`.`,
          location: table.location?.child(pair.split(".").slice(0, 1)).key(),
        });
    }

    const types = resolve(root.components?.schemas?.WebhookType);
    if (!Array.isArray(types.node?.enum)) return;
    const allowed = [...types.node.enum, "none"];
    for (const { name, at } of found.filter(({ post }) => !allowed.includes(post?.["x-webhook-type"])))
      report({
        message: `${name} needs \`x-webhook-type\`, the type of webhook that it comes with: ${allowed.join(", ")}.`,
        location: at,
      });
    if (found.length < names.length) return;
    for (const type of types.node.enum.filter(
      (/** @type {string} */ value) => !found.some(({ post }) => post?.["x-webhook-type"] === value),
    ))
      report({
        message: `No delivery has the \`x-webhook-type\` ${type}. Write one, or remove the type.`,
        location: types.location?.child(["enum"]),
      });
  },
});
