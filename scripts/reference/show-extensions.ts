import {
  type Document,
  listOperations,
  type Operation,
  type ResourceEntry,
  type Schema,
} from "../generators/openapi.ts";

type Described = { description?: string };

/** Gives a copy of the document in which descriptions say what only its extensions say, for people who read it rendered. */
export function showExtensions(document: Document): Document {
  const shown = structuredClone(document) as Document & { info: Described };
  visitSchemas(shown, showSchema);
  for (const { operation } of listOperations(shown)) {
    if (operation.requestBody) showBody(operation.requestBody, shown);
    if (operation["x-idempotent"])
      append(operation as Described, "Idempotent: a client may repeat the request after a failure.");
  }
  for (const server of shown.servers) server.description += ` ("${server["x-name"]}" in the clients)`;
  for (const { "x-webhook-resources": resources } of Object.values(shown.components.schemas)) {
    if (resources) append(shown.info, `## Resources\n\n${resourceTable(resources)}`);
  }
  const meanings = shown["x-error-codes"];
  if (meanings) append(shown.info, `## Error codes\n\n${codeTable(meanings)}`);
  return shown;
}

function showSchema(schema: Schema): void {
  const { "x-known-values": values, "x-violation": violation } = schema;
  if (values) append(schema, `Known values: ${codes(values)}.`);
  const property = violation && schema.properties?.[violation.path];
  if (property) append(property as Described, `Rule: ${violation.message}.`);
}

/** Gives a request body its schema's description, which Redoc shows for properties only. */
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

const resourceTable = (resources: Record<string, ResourceEntry>): string =>
  table(
    ["Resource", "What can be watched"],
    Object.entries(resources).map(([name, { description, events, filters, scopes, orgOwned }]) => [
      codes([name]),
      [
        description,
        `Events: ${codes(events)}`,
        `Filters: ${filters.length > 0 ? codes(filters) : "none"}`,
        `Scopes: ${
          Object.entries(scopes)
            .map(([holder, names]) => `${holder} ${codes(names)}`)
            .join("; ") || "not known"
        }`,
        `For an organization: ${orgOwned ? "yes, with `ownedBy: org`" : "no"}`,
      ].join("<br>"),
    ]),
  );

const codeTable = (meanings: Record<string, string>): string =>
  table(
    ["Code", "Meaning"],
    Object.entries(meanings).map(([code, meaning]) => [codes([code]), meaning]),
  );

const codes = (names: string[]): string => names.map((name) => `\`${name}\``).join(", ");

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function append(target: Described, text: string): void {
  target.description = target.description ? `${target.description.trimEnd()}\n\n${text}` : text;
}
