import { type Document, listOperations, type Schema } from "../generators/openapi.ts";

/** What generated code depends on and `redocly diff` doesn't compare, by name: losing one breaks users. */
export function factsOf(document: Document): string[] {
  const schemas = Object.entries(document.components.schemas);
  const tables = schemas.map(([, schema]) => schema["x-webhook-resources"] ?? {});
  const { regions = {} } = document["x-source-addresses"] ?? {};
  return [
    ...schemas.map(([name]) => `schema ${name}`),
    ...document.servers.map((server) => `server ${server["x-name"]} (${server.url})`),
    ...tables.flatMap((table) =>
      Object.entries(table).flatMap(([resource, { events, filters }]) => [
        ...events.map((event) => `event ${event} of ${resource}`),
        ...filters.map((filter) => `filter ${filter} of ${resource}`),
      ]),
    ),
    ...Object.keys(document["x-error-codes"] ?? {}).map((code) => `error code ${code}`),
    ...pairs(document["x-receipt-error-codes"] ?? {}, (channel, codes) =>
      Object.keys(codes).map((code) => `receipt error code ${code} of ${channel}`),
    ),
    ...pairs(regions, (region, addresses) => addresses.map((address) => `source address ${address} of ${region}`)),
  ];
}

/** Lists the facts of operations, by operation or path: they count only if both documents have it. */
export function operationFacts(document: Document): Map<string, string[]> {
  const facts = new Map<string, string[]>();
  for (const { path, method, operation, parameters } of listOperations(document)) {
    const place = `${method.toUpperCase()} ${path.replace(/\{[^}]*\}/g, "{}")}`;
    facts.set(place, [
      ...(operation["x-idempotent"] ? [`x-idempotent of ${method.toUpperCase()} ${path}`] : []),
      ...parameters.flatMap((parameter) =>
        parameter.in === "path" ? [`path parameter ${parameter.name} of ${method.toUpperCase()} ${path}`] : [],
      ),
    ]);
  }
  return facts;
}

/** Lists the known values of open lists. */
export function knownValues(document: Document): string[] {
  return schemasOf(document).flatMap(({ place, schema }) =>
    (schema["x-known-values"] ?? []).map((value) => `known value ${value} of ${place}`),
  );
}

/** Lists the branches of unions by the union's place. An inline branch is its text, without descriptions. */
export function unionsOf(document: Document): Map<string, string[]> {
  const unions = new Map<string, string[]>();
  for (const { place, schema } of schemasOf(document)) {
    const branches = schema.oneOf ?? schema.anyOf;
    if (Array.isArray(branches)) unions.set(place, branches.map(branchName));
  }
  return unions;
}

/**
 * Returns the rules written as `not` of each schema, by place, in one form of what can be written in two. That of
 * `UnknownDelivery` follows from the names of the deliveries, which are compared themselves.
 */
export function rulesOf(document: Document): Map<string, string> {
  return new Map(
    schemasOf(document).flatMap(({ place, schema }) =>
      schema.not === undefined || place === "UnknownDelivery"
        ? []
        : [[place, JSON.stringify(plain(schema.not))] as const],
    ),
  );
}

/** Returns the names of the component schemas that a part of a document refers to, directly or not. */
export function reachable(document: Document, ...parts: unknown[]): Set<string> {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { $ref } = value as Schema;
    if (typeof $ref === "string") {
      const [, kind = "", name = ""] = $ref.match(/^#\/components\/(\w+)\/(.*)$/) ?? [];
      if (names.has(`${kind}/${name}`)) return;
      names.add(`${kind}/${name}`);
      visit((document.components as unknown as Record<string, Record<string, unknown>>)[kind]?.[name]);
    }
    for (const part of Object.values(value)) visit(part);
  };
  for (const part of parts) visit(part);
  return new Set([...names].flatMap((name) => (name.startsWith("schemas/") ? [name.slice("schemas/".length)] : [])));
}

/** Keywords whose values are data, not schemas. */
const data = new Set(["const", "default", "enum", "example", "examples", "required"]);

/** Lists every schema of a document that is an object with its place, such as `Webhook.owner`. */
function schemasOf(document: Document): { place: string; schema: Schema }[] {
  const found: { place: string; schema: Schema }[] = [];
  const visit = (value: unknown, place: string[]): void => {
    if (typeof value !== "object" || value === null) return;
    if (!Array.isArray(value)) found.push({ place: place.join("."), schema: value as Schema });
    for (const [key, part] of Object.entries(value)) {
      const isName = place.at(-1) === "properties" && place.at(-2) !== "properties";
      if (isName || !(data.has(key) || key.startsWith("x-"))) visit(part, [...place, key]);
    }
  };
  for (const [name, schema] of Object.entries(document.components.schemas)) visit(schema, [name]);
  visit(document.paths, ["paths"]);
  visit(document.webhooks, ["webhooks"]);
  return found.map(({ place, schema }) => ({ place: place.replaceAll(".properties", ""), schema }));
}

function branchName(branch: Schema): string {
  return typeof branch.$ref === "string" ? branch.$ref.slice(branch.$ref.lastIndexOf("/") + 1) : inline(branch);
}

const inline = (branch: Schema): string => JSON.stringify(plain(branch));

/** Returns a schema without its words, and with `true` and `false` as the schemas that say the same. */
function plain(value: unknown, isName = false): unknown {
  if (Array.isArray(value)) return value.map((part) => plain(part));
  if (value === true) return {};
  if (value === false) return { not: {} };
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => isName || !["description", "title", "examples"].includes(key))
      .map(([key, part]) => [key, plain(part, key === "properties" && !isName)]),
  );
}

function pairs<T>(record: Record<string, T>, list: (key: string, value: T) => string[]): string[] {
  return Object.entries(record).flatMap(([key, value]) => list(key, value));
}
