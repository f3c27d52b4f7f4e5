import { type Document, listDeliveries, listOperations, type Operation, type Schema } from "../generators/openapi.ts";
import { addressTable, codes, codeTable, receiptCodeTable, resourceTable } from "./tables.ts";

type Described = { description?: string };
type SecurityScheme = { type: string; in?: string; name?: string };
type Secured = { components: { securitySchemes?: Record<string, SecurityScheme> } };

/** Returns a copy of the document whose descriptions include what its extensions say, for the rendered reference. */
export function showExtensions(document: Document): Document {
  const shown = structuredClone(document) as Document & { info: Described };
  visitSchemas(shown, showSchema);
  for (const { operation } of listOperations(shown)) {
    if (operation.requestBody) showBody(operation.requestBody, shown);
    if (operation["x-idempotent"])
      append(operation as Described, "Idempotent: a client can repeat the request after a failure.");
  }
  for (const { name, operation } of listDeliveries(shown)) {
    // The menu and the heading of a delivery are its summary: the name is what a reader looks for.
    operation.description = [`${operation.summary}.`, operation.description].filter(Boolean).join("\n\n");
    operation.summary = name;
    if (operation.requestBody) showBody(operation.requestBody, shown);
    const type = operation["x-webhook-type"];
    if (type && type !== "none") append(operation as Described, `Delivered to webhooks of type \`${type}\`.`);
    const headers = securityHeaders(operation, shown);
    if (headers) append(operation as Described, `Sent with the header ${headers}.`);
    // Redoc shows the schemes, but neither their headers nor that they are optional.
    const optional = operation.security?.some((requirement) => Object.keys(requirement).length === 0);
    if (optional && operation.security?.length !== 1)
      append(operation as Described, "Deliveries of a webhook without authorization don't have it.");
  }
  for (const server of shown.servers) server.description += ` ("${server["x-name"]}" in the clients)`;
  for (const { "x-webhook-resources": resources } of Object.values(shown.components.schemas)) {
    if (resources) append(shown.info, `## Resources\n\n${resourceTable(resources)}`);
  }
  const { "x-error-codes": meanings, "x-receipt-error-codes": receiptCodes, "x-source-addresses": addresses } = shown;
  if (meanings) append(shown.info, `## Error codes\n\n${codeTable(meanings)}`);
  if (receiptCodes) append(shown.info, `## Error codes of receipts\n\n${receiptCodeTable(receiptCodes)}`);
  if (addresses) append(shown.info, `## Addresses of deliveries\n\n${addressTable(addresses, document.servers)}`);
  return shown;
}

/** Names the headers that the security of a delivery comes in: "`A` and `B`" for one requirement, "or" between several. */
function securityHeaders({ security = [] }: Operation, { components }: Document & Secured): string {
  const requirements = security.map((requirement) =>
    Object.keys(requirement).flatMap((name) => headerOf(components.securitySchemes?.[name])),
  );
  return requirements
    .flatMap((headers) => (headers.length > 0 ? [headers.map((name) => `\`${name}\``).join(" and ")] : []))
    .join(" or ");
}

function headerOf(scheme: SecurityScheme | undefined): string[] {
  if (scheme?.type === "apiKey") return scheme.in === "header" && scheme.name ? [scheme.name] : [];
  return scheme?.type === "http" ? ["Authorization"] : [];
}

function showSchema(schema: Schema): void {
  const { "x-known-values": values, "x-violation": violation } = schema;
  if (values?.length) append(schema, `Known values: ${codes(values)}.`);
  const property = violation && schema.properties?.[violation.path];
  if (property) append(property as Described, `Rule: ${violation.message}.`);
}

/** Adds the schema's description to a request body: Redoc shows it for properties only. */
function showBody(body: Described & NonNullable<Operation["requestBody"]>, document: Document): void {
  for (const { schema } of Object.values(body.content)) {
    const named = document.components.schemas[schema.$ref?.split("/").at(-1) ?? ""];
    if (named?.description) append(body, named.description);
  }
}

function visitSchemas(node: unknown, visit: (schema: Schema) => void): void {
  if (typeof node !== "object" || node === null) return;
  for (const child of Object.values(node)) visitSchemas(child, visit);
  if (!Array.isArray(node)) visit(node as Schema);
}

function append(target: Described, text: string): void {
  target.description = target.description ? `${target.description.trimEnd()}\n\n${text}` : text;
}
