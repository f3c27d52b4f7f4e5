/**
 * Fills in lists of values that the document has elsewhere. The `resource` and `event` of the schema that has the table
 * `x-webhook-resources` accept what the table lists, and the description of `resource` lists its rows. `x-known-values`
 * that refers to a schema takes over its `enum`. What a file has itself is kept.
 * @type {import('../types.d.ts').Rule}
 */
export const listValues = () => ({
  Root: {
    enter(root, { resolve }) {
      for (const schema of Object.values(root.components?.schemas ?? {})) {
        const { node, location } = resolve(schema);
        const from = location?.source.absoluteRef;
        const table = resolve(node?.["x-webhook-resources"], from).node;
        if (typeof table !== "object" || table === null) continue;
        const resource = resolve(node.properties?.resource, from).node;
        const event = resolve(node.properties?.event, from).node;
        if (resource && !resource.enum) {
          const rows = Object.entries(table).map(([name, row]) => `- \`${name}\`: ${row?.description}`);
          resource.description = [resource.description?.trimEnd(), ...rows].filter(Boolean).join("\n");
          resource.enum = Object.keys(table);
        }
        if (event && !event.enum)
          event.enum = [...new Set(Object.values(table).flatMap((/** @type {any} */ row) => row?.events ?? []))];
      }
    },
  },
  Schema: {
    enter(schema, { resolve }) {
      const values = schema?.["x-known-values"];
      if (typeof values?.$ref !== "string") return;
      const { node } = resolve(values);
      if (Array.isArray(node?.enum)) schema["x-known-values"] = [...node.enum];
    },
  },
});
