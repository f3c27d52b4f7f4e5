/**
 * @typedef {object} Form
 * @property {string} on the type of node that the extension belongs to
 * @property {string} form what its value has to be, in words
 * @property {(value: any, node: any) => boolean} fits
 */

/** @param {unknown} value */
const isText = (value) => typeof value === "string" && value.trim() !== "";

/** @param {unknown} value */
const isMap = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {any} value */
const isNonEmptyMap = (value) => isMap(value) && Object.keys(value).length > 0;

/** @param {any} value */
const isTextList = (value) => Array.isArray(value) && value.every(isText) && new Set(value).size === value.length;

/** @param {any} map @param {string[]} keys */
const hasOnly = (map, keys) => Object.keys(map).every((key) => keys.includes(key));

/** @param {any} entry */
const isResource = (entry) =>
  isMap(entry) &&
  hasOnly(entry, ["description", "events", "filters", "scopes", "orgOwned"]) &&
  isText(entry.description) &&
  isTextList(entry.events) &&
  entry.events.length > 0 &&
  isTextList(entry.filters) &&
  isMap(entry.scopes) &&
  hasOnly(entry.scopes, ["user", "admin", "compliance"]) &&
  Object.values(entry.scopes).every(isTextList) &&
  typeof entry.orgOwned === "boolean";

/** The extensions that the documents may use; the generators read them, the rendered reference shows them. */
export const forms = /** @type {Record<string, Form>} */ ({
  "x-error-codes": {
    on: "Root",
    form: "a map of numeric codes to their meanings, such as '1000': Invalid parameter",
    fits: (value) =>
      isNonEmptyMap(value) && Object.entries(value).every(([code, text]) => /^\d+$/.test(code) && isText(text)),
  },
  "x-idempotent": {
    on: "Operation",
    form: "true or false",
    fits: (value) => typeof value === "boolean",
  },
  "x-known-values": {
    on: "Schema",
    form: "a list of different strings, at least one, beside `type: string`",
    fits: (value, schema) => isTextList(value) && value.length > 0 && schema.type === "string",
  },
  "x-name": {
    on: "Server",
    form: "an identifier in camelCase, such as northAmerica",
    fits: (value) => typeof value === "string" && /^[a-z][A-Za-z0-9]*$/.test(value),
  },
  "x-violation": {
    on: "Schema",
    form: "a map of exactly `path` (a property of this schema) and `message` (what it must be, in words)",
    fits: (value, schema) =>
      isMap(value) &&
      hasOnly(value, ["path", "message"]) &&
      isText(value.message) &&
      isText(value.path) &&
      Object.hasOwn(schema.properties ?? {}, value.path),
  },
  "x-webhook-resources": {
    on: "Schema",
    form: "a map of resources, each with `description`, `events` (at least one), `filters`, `scopes` (`user`, `admin`, `compliance`) and `orgOwned` (true or false)",
    fits: (value) => isNonEmptyMap(value) && Object.values(value).every(isResource),
  },
});

/** Gives the entries of a resource table that have a wrong form. @param {any} table */
export const wrongResources = (table) =>
  isNonEmptyMap(table) ? Object.keys(table).filter((name) => !isResource(table[name])) : [];
