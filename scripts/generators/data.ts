import { type Document, follow, type GeneratedFile, header, type Schema } from "./openapi.ts";
import { docComment, literal } from "./texts.ts";
import { findDeliveries } from "./union-branches.ts";

/** Generates the lists of the spec as constants. */
export function generateData(api: string, document: Document): GeneratedFile[] {
  const schemas = Object.entries(document.components.schemas);
  const constants = [
    ...schemas.flatMap(enumList),
    ...schemas.flatMap(([, schema]) => resourceTable(schema)),
    ...deliveryNames(document),
    ...webhookTypeOf(document),
    ...spellings(document),
    ...errorCodes(document),
    ...regions(document),
    ...secretFields(document),
    ...extension(
      document,
      "x-receipt-error-codes",
      "receiptErrorCodes",
      "The meanings of `errorCode` in a delivery receipt. They differ from `errorCodes`.",
    ),
    ...extension(
      document,
      "x-source-addresses",
      "sourceAddresses",
      "The addresses that deliveries come from, as published on the date.",
    ),
  ];
  return [{ path: "data.ts", content: header(api, "data.ts", document, "The lists of the") + constants.join("\n") }];
}

/** A component schema that is an enum, such as `Event`, becomes the list `events`. */
function enumList([name, schema]: [string, Schema]): string[] {
  if (!schema.enum) return [];
  const summary = (schema.description ?? name).split("\n")[0];
  return [constant(`${name[0]?.toLowerCase()}${name.slice(1)}s`, summary ?? name, schema.enum)];
}

function resourceTable(schema: Schema): string[] {
  const table = schema["x-webhook-resources"];
  if (!table) return [];
  const filters = Object.entries(table).map(([resource, entry]) => [resource, entry.filters]);
  return [
    constant("webhookResources", "The resources: events, filters, scopes and owners of each.", table),
    constant("webhookFilters", "The names of the filters of each resource.", Object.fromEntries(filters)),
  ];
}

function deliveryNames(document: Document): string[] {
  const { schemas, aliases } = findDeliveries(document);
  const names = Object.keys(schemas);
  return [
    ...(names.length > 0 ? [constant("deliveryNames", "The names of the known deliveries.", names)] : []),
    ...(Object.keys(aliases).length > 0
      ? [
          constant(
            "deliveryAliases",
            "Aliases of deliveries: other names in use, and the name of the delivery behind each.",
            aliases,
          ),
        ]
      : []),
  ];
}

function webhookTypeOf({ webhooks = {} }: Document): string[] {
  const types = Object.entries(webhooks).flatMap(([name, { post }]) =>
    [undefined, "none"].includes(post?.["x-webhook-type"]) ? [] : [[name, post?.["x-webhook-type"]]],
  );
  return types.length > 0
    ? [
        constant(
          "webhookTypeOf",
          "The type of webhook that each delivery comes with, by the delivery's name.",
          Object.fromEntries(types),
        ),
      ]
    : [];
}

/** `x-aliases`: the spelling of a field's values that comes first, by each other one in lower case. */
function spellings(document: Document): string[] {
  const fields: Record<string, Record<string, string>> = {};
  const visit = (schema: Schema): void => {
    for (const [name, property] of Object.entries(schema.properties ?? {})) {
      if (typeof property === "boolean") continue;
      const {
        "x-aliases": aliases,
        enum: values,
        "x-known-values": known = values,
      } = follow<Schema>(document, property, "").node;
      if (aliases) fields[name] = { ...fields[name], ...spellingsOf((known ?? []) as string[], aliases) };
      visit(property);
    }
    const { allOf = [], oneOf = [], items } = schema;
    for (const part of [...allOf, ...oneOf, ...(items ? [items] : [])]) visit(part);
  };
  for (const schema of Object.values(document.components.schemas)) visit(schema);
  return Object.keys(fields).length > 0
    ? [constant("spellings", "The usual spelling of values, by the field and by each spelling in lower case.", fields)]
    : [];
}

function spellingsOf(values: readonly string[], aliases: Record<string, string>): Record<string, string> {
  const spelled: Record<string, string> = {};
  for (const value of values) spelled[value.toLowerCase()] ??= value;
  for (const [alias, value] of Object.entries(aliases)) spelled[alias.toLowerCase()] = value;
  return spelled;
}

function errorCodes({ "x-error-codes": codes }: Document): string[] {
  return codes ? [constant("errorCodes", "The meanings of `code` in an error's body.", codes)] : [];
}

function regions({ servers }: Document): string[] {
  const names = servers.map((server) => server["x-name"]);
  return names.length > 1 ? [constant("regions", "The names of the regions: those of the servers.", names)] : [];
}

function extension(document: Document, key: `x-${string}`, name: string, summary: string): string[] {
  return document[key] === undefined ? [] : [constant(name, summary, document[key])];
}

/** The names of the properties whose format is `password`. */
function secretFields(document: Document): string[] {
  const names = Object.values(document.components.schemas).flatMap(findSecrets);
  return names.length > 0
    ? [constant("secretFields", "The fields whose values are secrets.", [...new Set(names)])]
    : [];
}

/** Lists the secret properties of a schema and of the schemas in it. */
function findSecrets(schema: Schema): string[] {
  const { properties = {}, items, allOf = [], anyOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(properties).flatMap(([name, property]) => {
      if (typeof property === "boolean") return [];
      return property["format"] === "password" ? [name] : findSecrets(property);
    }),
    ...[...(items ? [items] : []), ...allOf, ...anyOf, ...oneOf].flatMap(findSecrets),
  ];
}

function constant(name: string, summary: string, value: unknown): string {
  const code = literal(value, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
  return `${docComment(summary)}export const ${name} = ${code} as const;\n`;
}
