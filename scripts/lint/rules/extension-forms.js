import { isIPv4 } from "node:net";

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
  hasOnly(entry, ["description", "events", "filters", "path", "scopes", "orgOwned"]) &&
  isText(entry.description) &&
  isTextList(entry.events) &&
  entry.events.length > 0 &&
  isTextList(entry.filters) &&
  (entry.path === undefined || /^(\/\w+)+\/\{\w+\}$/.test(entry.path)) &&
  (entry.path === undefined || /^\/[\w/]+\/\{\w+\}$/.test(entry.path)) &&
  isMap(entry.scopes) &&
  hasOnly(entry.scopes, ["user", "admin", "compliance"]) &&
  Object.values(entry.scopes).every(isTextList) &&
  typeof entry.orgOwned === "boolean";

/** @param {any} entry */
const isReceiptCode = (entry) =>
  isMap(entry) &&
  hasOnly(entry, ["name", "metaCode"]) &&
  isText(entry.name) &&
  (entry.metaCode === undefined || Number.isInteger(entry.metaCode));

/** @param {any} codes */
const isReceiptCodes = (codes) =>
  isNonEmptyMap(codes) && Object.entries(codes).every(([code, entry]) => /^\d+$/.test(code) && isReceiptCode(entry));

/** @param {any} list */
const isAddressList = (list) =>
  isTextList(list) && list.length > 0 && list.every((/** @type {string} */ ip) => isIPv4(ip));

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
    form: "a list of different strings beside `type: string`, at least one unless `not` leaves the known ones to others",
    fits: (value, schema) =>
      isTextList(value) && (value.length > 0 || schema.not !== undefined) && schema.type === "string",
  },
  "x-name": {
    on: "Server",
    form: "an identifier in camelCase, such as northAmerica",
    fits: (value) => typeof value === "string" && /^[a-z][A-Za-z0-9]*$/.test(value),
  },
  "x-receipt-error-codes": {
    on: "Root",
    form: "a map of channels, each with a map of numeric codes to `name` and, where there is one, a number `metaCode`",
    fits: (value) => isNonEmptyMap(value) && Object.values(value).every(isReceiptCodes),
  },
  "x-source-addresses": {
    on: "Root",
    form: "a map of exactly `date` (such as '2025-10-13') and `regions` (the IPv4 addresses of each server's `x-name`)",
    fits: (value, { servers = [] }) =>
      isMap(value) &&
      hasOnly(value, ["date", "regions"]) &&
      /^\d{4}-\d\d-\d\d$/.test(value.date) &&
      isMap(value.regions) &&
      servers.every((/** @type {any} */ server) => Object.hasOwn(value.regions, server["x-name"])) &&
      Object.keys(value.regions).length === servers.length &&
      Object.values(value.regions).every(isAddressList),
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
  "x-webhook-type": {
    on: "Operation",
    form: "the type of webhook that brings the delivery, such as CADR",
    fits: isText,
  },
  "x-webhook-resources": {
    on: "Schema",
    form: "a map of resources, each with `description`, `events` (at least one), `filters`, `path` (such as /rooms/{id}, where there is one), `scopes` (`user`, `admin`, `compliance`) and `orgOwned` (true or false)",
    fits: (value) => isNonEmptyMap(value) && Object.values(value).every(isResource),
  },
});

/** Gives the entries of a resource table that have a wrong form. @param {any} table */
export const wrongResources = (table) =>
  isNonEmptyMap(table) ? Object.keys(table).filter((name) => !isResource(table[name])) : [];
