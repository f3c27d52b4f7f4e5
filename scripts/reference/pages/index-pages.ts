import { type Document, listDeliveries, listOperations, type Operation } from "../../generators/openapi.ts";
import { addressTable, codes, codeTable, receiptCodeTable, resourceTable, table } from "../tables.ts";
import { fieldTable, oneLine, typeOf } from "./fields.ts";

/** A page of the site, in Markdown. */
export interface IndexPage {
  /** The file's name without its extension. */
  name: string;
  title: string;
  description: string;
  content: string;
}

type Described = Document & {
  info: { title: string; summary?: string };
  tags?: { name: string; description?: string }[];
};

/**
 * Returns the pages that list all of an API: operations, deliveries, schemas and the tables of facts. Search finds their
 * words, and each operation and delivery links to its place in the rendered reference.
 */
export function indexPages(api: string, label: string, document: Described): IndexPage[] {
  const { "x-error-codes": errors, "x-receipt-error-codes": receipts, "x-source-addresses": addresses } = document;
  const resources = Object.values(document.components.schemas).find((one) => one["x-webhook-resources"]);
  const table_ = resources?.["x-webhook-resources"];
  const pages: (IndexPage | undefined)[] = [
    {
      name: "index",
      title: `${label}: operations`,
      description: `All operations of the ${document.info.title}, with their parameters and statuses.`,
      content: operations(api, document),
    },
    {
      name: "deliveries",
      title: `${label}: deliveries`,
      description: `All deliveries that ${label} sends, with their fields.`,
      content: deliveries(api, document),
    },
    {
      name: "schemas",
      title: `${label}: schemas`,
      description: `All schemas of the ${document.info.title}, with their fields.`,
      content: schemas(document),
    },
    table_ && {
      name: "resources",
      title: `${label}: resources`,
      description:
        "What can be watched: the events, filters and scopes of each resource, and whether an organization can own its webhooks.",
      content: resourceTable(table_),
    },
    errors && {
      name: "error-codes",
      title: `${label}: error codes`,
      description: "The codes of error responses, and what they mean.",
      content: codeTable(errors),
    },
    receipts && {
      name: "receipt-codes",
      title: `${label}: receipt codes`,
      description: "The error codes of delivery receipts, and what they mean. They aren't those of error responses.",
      content: receiptCodeTable(receipts),
    },
    addresses && {
      name: "addresses",
      title: `${label}: addresses`,
      description: "The addresses that deliveries come from, by region.",
      content: addressTable(addresses, document.servers),
    },
  ];
  return pages.filter((page) => page !== undefined);
}

function operations(api: string, document: Document): string {
  return listOperations(document)
    .map(({ path, method, operation, parameters }) => {
      const [media] = Object.values(operation.requestBody?.content ?? {});
      return [
        `## ${operation.summary} {#${operation.operationId}}`,
        `\`${operation.operationId}\`{#${operation.operationId}.id} · \`${method.toUpperCase()} ${path}\` · ${reference(api, operation)}`,
        operation.description ?? "",
        ...(parameters.length > 0
          ? [
              table(
                ["Parameter", "In", "Type", "Description"],
                parameters.map(({ name, in: place, schema, description = "" }) => [
                  codes([name]),
                  place,
                  typeOf(schema),
                  oneLine(description),
                ]),
              ),
            ]
          : []),
        ...(media ? [`Body: ${typeOf(media.schema)}`] : []),
        table(
          ["Status", "Body", "Description"],
          Object.entries(operation.responses).map(([status, response]) => {
            const found = (
              response.$ref ? document.components.responses[response.$ref.split("/").at(-1) ?? ""] : response
            ) as (Operation["responses"][string] & { description?: string }) | undefined;
            const [body] = Object.values(found?.content ?? {});
            return [status, body ? typeOf(body.schema) : "", oneLine(found?.description ?? "")];
          }),
        ),
      ].join("\n\n");
    })
    .join("\n\n");
}

function deliveries(api: string, document: Described): string {
  return listDeliveries(document)
    .map(({ name, operation }) => {
      const [media] = Object.values(operation.requestBody?.content ?? {});
      const schema = document.components.schemas[media?.schema.$ref?.split("/").at(-1) ?? ""] ?? media?.schema;
      return [
        `## ${name} {#${name}}`,
        `${operation.summary}. ${reference(api, operation)}`,
        operation.description ?? "",
        schema ? fieldTable(document, schema, name) : "",
      ].join("\n\n");
    })
    .join("\n\n");
}

function schemas(document: Document): string {
  const bodies = new Set(
    listDeliveries(document).flatMap(({ operation }) =>
      Object.values(operation.requestBody?.content ?? {}).map(({ schema }) => schema.$ref?.split("/").at(-1)),
    ),
  );
  return Object.entries(document.components.schemas)
    .filter(([name]) => !bodies.has(name))
    .map(([name, schema]) => {
      const isUnionOfDeliveries = schema.oneOf?.some(({ $ref }) => bodies.has($ref?.split("/").at(-1)));
      const fields = isUnionOfDeliveries
        ? "One of the [deliveries](./deliveries.md)."
        : fieldTable(document, schema, name);
      return [`## ${name} {#${name}}`, schema.description ?? "", fields].join("\n\n");
    })
    .join("\n\n");
}

/** Returns the link to an operation or delivery in the rendered reference, at the address that Redoc makes of its names. */
export function reference(api: string, operation: Operation & { tags?: string[] }): string {
  const [tag = ""] = operation.tags ?? [];
  const place = `${tag.toLowerCase().replaceAll(" ", "-")}/${operation.operationId.toLowerCase()}`;
  return `<a href="../${api}.html#/${place}" target="_self">Reference, with samples</a>`;
}
