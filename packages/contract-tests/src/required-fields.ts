import { type Api, documentOf } from "./apis.ts";
import { listDeliveries } from "./deliveries.ts";
import type { Schema } from "./document.ts";

/**
 * Lists the fields that the schemas of what a vendor sends require, such as `Webhook.id` or `Delivery.payload`: those of
 * responses and deliveries. A delivery's own fields stand under `Delivery`, since most deliveries share them.
 */
export function requiredFields(api: Api): string[] {
  const document = documentOf(api);
  const schemas = document.components.schemas;
  const deliveries = new Set(listDeliveries(document).map(({ schema }) => schema));
  const used = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return;
    const { $ref } = node as { $ref?: unknown };
    const name = typeof $ref === "string" ? $ref.match(/^#\/components\/schemas\/(\w+)$/)?.[1] : undefined;
    const target = typeof $ref === "string" ? resolveIn(document, $ref) : undefined;
    if (name === undefined) for (const child of [...Object.values(node), target]) visit(child);
    else if (!used.has(name)) {
      used.add(name);
      visit(schemas[name]);
    }
  };
  visit({ $ref: "#/components/schemas/Delivery" });
  for (const item of Object.values(document.paths))
    for (const operation of Object.values(item)) visit((operation as { responses?: unknown }).responses);
  const fields = [...used].flatMap((name) => fieldsOf(schemas[name] ?? {}, deliveries.has(name) ? "Delivery" : name));
  return [...new Set(fields)].sort();
}

/** Lists the required fields of a schema and of the schemas in it, but not of those that it refers to. */
function fieldsOf({ required = [], properties = {}, items, allOf = [], oneOf = [] }: Schema, prefix: string): string[] {
  return [
    ...required.map((name) => `${prefix}.${name}`),
    ...Object.entries(properties).flatMap(([name, part]) => (part ? fieldsOf(part, `${prefix}.${name}`) : [])),
    ...[...(items ? [items] : []), ...allOf, ...oneOf].flatMap((part) => fieldsOf(part, prefix)),
  ];
}

function resolveIn(document: object, reference: string): unknown {
  return reference
    .slice(2)
    .split("/")
    .reduce<unknown>((node, key) => Object(node)[key.replaceAll("~1", "/").replaceAll("~0", "~")] as unknown, document);
}
