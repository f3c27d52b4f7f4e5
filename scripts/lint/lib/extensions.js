/**
 * The extensions that the documents may use, by the type of object that they belong to. The generators read them, the
 * rendered reference shows them. The forms of their values are in assertions.js.
 * @type {Record<string, Record<string, import('../types.d.ts').PropertyType>>}
 */
export const extensions = {
  Root: {
    "x-delivery-defaults": { type: "object" },
    "x-error-codes": { type: "object" },
    "x-receipt-error-codes": { type: "object" },
    "x-source-addresses": { type: "object" },
    "x-tagGroups": { type: "array" },
  },
  Server: { "x-name": { type: "string" } },
  Operation: {
    "x-idempotent": { type: "boolean" },
    "x-webhook-type": { type: "string" },
  },
  Schema: {
    "x-aliases": { type: "object" },
    "x-known-values": { type: "array", items: { type: "string" } },
    "x-violation": { type: "object" },
    "x-webhook-resources": { type: "object" },
  },
};

/** Adds the extensions to Redocly's types, so that its rule `struct` checks their types. @param {Record<string, any>} types */
export const withExtensions = (types) => ({
  ...types,
  ...Object.fromEntries(
    Object.entries(extensions).map(([name, own]) => [
      name,
      { ...types[name], properties: { ...types[name]?.properties, ...own } },
    ]),
  ),
});
