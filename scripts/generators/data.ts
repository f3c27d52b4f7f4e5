import { type Api, type Document, type GeneratedFile, header, type Schema } from "./openapi.ts";

/** Generates the lists that the spec knows, as constants. */
export function generateData(api: Api, document: Document): GeneratedFile[] {
  const schemas = Object.entries(document.components.schemas);
  const constants = [
    ...schemas.flatMap(enumList),
    ...schemas.flatMap(([, schema]) => resourceTable(schema)),
    ...errorCodes(document),
    ...regions(document),
  ];
  return [{ path: "data.ts", content: header(api, "data.ts", document) + constants.join("\n") }];
}

/** A component schema that is an enum, such as \`Event\`, becomes the list \`events\`. */
function enumList([name, schema]: [string, Schema]): string[] {
  if (!schema.enum) return [];
  const summary = (schema.description ?? name).split("\n")[0];
  return [constant(`${name[0]?.toLowerCase()}${name.slice(1)}s`, summary ?? name, schema.enum)];
}

function resourceTable(schema: Schema): string[] {
  const table = schema["x-webhook-resources"];
  return table
    ? [constant("webhookResources", "What is known of each resource: events, filters, scopes, owners.", table)]
    : [];
}

function errorCodes({ "x-error-codes": codes }: Document): string[] {
  return codes ? [constant("errorCodes", "The meanings of `code` in an error's body.", codes)] : [];
}

function regions({ servers }: Document): string[] {
  const names = servers.map((server) => server["x-name"]);
  return names.length > 1
    ? [constant("regions", "The names of the regions, which are those of the servers.", names)]
    : [];
}

function constant(name: string, summary: string, value: unknown): string {
  const literal = JSON.stringify(value, null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
  return `/** ${summary} */\nexport const ${name} = ${literal} as const;\n`;
}
