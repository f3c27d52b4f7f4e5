const text = { type: "string", pattern: "\\S" };
const texts = { type: "array", uniqueItems: true, items: text };
const numericKeys = { pattern: "^\\d+$" };

/** An IPv4 address: Redocly's validator has no formats. */
const address = { type: "string", pattern: "^((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}$" };

/** @param {Record<string, unknown>} properties @param {string[]} required */
const closed = (properties, required = Object.keys(properties)) => ({
  type: "object",
  required,
  additionalProperties: false,
  properties,
});

/** @param {unknown} value */
const mapOf = (value, propertyNames = {}) => ({
  type: "object",
  minProperties: 1,
  propertyNames,
  additionalProperties: value,
});

/** Asserts that an extension's value fits a JSON Schema. @param {string} type @param {string} property @param {string} message @param {unknown} schema */
const form = (type, property, message, schema) => ({
  subject: { type, property },
  message: `\`${property}\` ${message}. {{problems}}`,
  assertions: { schema },
});

/** @param {string} property @param {boolean} defined */
const whereSchema = (property, defined) => [{ subject: { type: "Schema", property }, assertions: { defined } }];

/** Operations of the API, not deliveries. */
const wherePaths = [{ subject: { type: "Paths" }, assertions: { defined: true } }];

/**
 * Rules that need no code: assertions of Redocly's. They state the forms of extensions, and what every operation has. The
 * files in rules/ are for what they can't say: facts in several places, names, and files.
 */
export const assertions = {
  "rule/error-codes": form(
    "Root",
    "x-error-codes",
    "maps numeric codes to their meanings, such as '1000': Invalid parameter",
    mapOf(text, numericKeys),
  ),
  "rule/receipt-error-codes": form(
    "Root",
    "x-receipt-error-codes",
    "maps channels to numeric codes, each with `name` and optionally a number `metaCode`",
    mapOf(mapOf(closed({ name: text, metaCode: { type: "integer" } }, ["name"]), numericKeys)),
  ),
  "rule/source-addresses": form(
    "Root",
    "x-source-addresses",
    "has `date` (such as '2025-10-13') and `regions` (the IPv4 addresses of each server's `x-name`)",
    closed({
      date: { type: "string", pattern: "^\\d{4}-\\d\\d-\\d\\d$" },
      regions: mapOf({ type: "array", minItems: 1, uniqueItems: true, items: address }),
    }),
  ),
  "rule/server-name": {
    subject: { type: "Server" },
    message: "A server needs `x-name`, the key that clients choose it by, such as northAmerica.",
    assertions: { required: ["x-name"] },
  },
  "rule/server-name-form": {
    subject: { type: "Server", property: "x-name" },
    message: "`x-name` is an identifier in camelCase, such as northAmerica.",
    assertions: { casing: "camelCase" },
  },
  "rule/known-values": form("Schema", "x-known-values", "is a list of different strings", texts),
  "rule/aliases": form("Schema", "x-aliases", "maps other names of a value to the usual one, such as Document: File", {
    type: "object",
    additionalProperties: text,
  }),
  "rule/known-values-of-strings": {
    subject: { type: "Schema", property: "type" },
    where: whereSchema("x-known-values", true),
    message: "`x-known-values` needs `type: string` next to it.",
    assertions: { defined: true, const: "string" },
  },
  "rule/known-values-not-empty": {
    subject: { type: "Schema", property: "x-known-values" },
    where: whereSchema("not", false),
    message: "`x-known-values` needs at least one value, unless `not` leaves the known ones to others.",
    assertions: { minLength: 1 },
  },
  "rule/violation": form(
    "Schema",
    "x-violation",
    "has `path` (a property of this schema) and `message` (what it must be, in words)",
    closed({ path: text, message: text }),
  ),
  "rule/webhook-resources": form(
    "Schema",
    "x-webhook-resources",
    "maps resources to `description`, `events`, `filters`, `scopes`, `orgOwned` and optionally `path`, such as /rooms/{id}",
    mapOf(
      closed(
        {
          description: text,
          events: { ...texts, minItems: 1 },
          filters: texts,
          path: { type: "string", pattern: "^/[\\w/]+/\\{\\w+\\}$" },
          scopes: closed({ user: texts, admin: texts, compliance: texts }, []),
          orgOwned: { type: "boolean" },
        },
        ["description", "events", "filters", "scopes", "orgOwned"],
      ),
    ),
  ),
  "rule/operation-tags": {
    subject: { type: "Operation" },
    message: "A delivery or operation needs `tags`; deliveries get them from `x-delivery-defaults`.",
    assertions: { required: ["tags"] },
  },
  "rule/unauthorized-response": {
    subject: { type: "Responses" },
    where: wherePaths,
    message: "An operation needs a 401 response, such as `'401': $ref: ../responses/Unauthorized.yaml`.",
    assertions: { required: ["401"] },
  },
  "rule/server-error-response": {
    subject: { type: "Responses" },
    where: wherePaths,
    message: "An operation needs a response for server errors: 500, 502, 503, 504 or 5XX.",
    assertions: { requireAny: ["500", "502", "503", "504", "5XX"] },
  },
};
