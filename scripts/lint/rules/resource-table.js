/** Demands that `x-webhook-resources` names exactly the values of the schema's `resource` and `event`. @type {import('../types.d.ts').Rule} */
export const resourceTable = () => ({
  Schema(schema, { report, resolve, location }) {
    const { node: table, location: tableLocation } = resolve(schema?.["x-webhook-resources"]);
    if (!tableLocation || typeof table !== "object" || table === null) return;

    const events = Object.values(table).flatMap((entry) => entry?.events ?? []);
    compare("resource", Object.keys(table), "resources");
    compare("event", [...new Set(events)], "events");

    /** @param {string} property @param {string[]} inTable @param {string} what */
    function compare(property, inTable, what) {
      const ref = schema.properties?.[property];
      const { node: target, location: at } = resolve(ref);
      if (ref?.$ref && !target) return;
      const values = /** @type {string[]} */ (target?.enum ?? []);
      const missing = inTable.filter((value) => !values.includes(value));
      const extra = values.filter((value) => !inTable.includes(value));
      if (missing.length === 0 && extra.length === 0) return;
      const parts = [
        missing.length ? `the enum of \`${property}\` lacks ${missing.join(", ")}` : "",
        extra.length ? `the table lacks ${extra.join(", ")}` : "",
      ];
      report({
        message: `The ${what} of \`x-webhook-resources\` and the enum of \`${property}\` differ: ${parts.filter(Boolean).join("; ")}.`,
        location: ref?.$ref && at ? at : location.child(["properties", property]),
      });
    }
  },
});
