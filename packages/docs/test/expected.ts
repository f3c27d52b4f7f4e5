import type { Document } from "../src/apis.ts";

interface Schema {
  $ref?: string;
  type?: string;
  required?: string[];
  properties?: Record<string, Schema>;
  items?: Schema;
  allOf?: Schema[];
}

interface Operation {
  summary?: string;
  tags?: string[];
  parameters?: { $ref?: string; name?: string }[];
  security?: Record<string, unknown>[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

/** A bundled document, as far as the pages of it are tested. */
export type SpecDocument = Document & Record<string, unknown>;

/** Lists the document's tags that an operation, or a delivery, has: the groups of its page, in their order. */
export function tagsOf(document: SpecDocument, of: "paths" | "webhooks"): string[] {
  const used = Object.values(document[of]).flatMap((item: Record<string, { tags?: string[] }>) =>
    Object.values(item).flatMap(({ tags = [] }) => tags),
  );
  return document.tags.map(({ name }) => name).filter((name) => used.includes(name));
}

/** Returns words that the section of a delivery shows: its required fields and its headers. */
export function deliveryWords(document: SpecDocument, delivery: string): string[] {
  const {
    parameters = [],
    security = [],
    requestBody,
  } = (document.webhooks[delivery]?.post ?? {}) as Partial<Operation>;
  const headers = [
    ...parameters.map((parameter) => follow<{ name?: string }>(document, parameter).name),
    ...security.flatMap(Object.keys).map((name) => {
      const $ref = `#/components/securitySchemes/${name}`;
      const scheme = follow<{ type: string; name?: string }>(document, { $ref });
      return scheme.type === "apiKey" ? scheme.name : "Authorization";
    }),
  ];
  const fields = partsOf(document, schemaOf(requestBody)).flatMap(({ required = [] }) => required);
  return [...fields, ...headers.filter((name) => name !== undefined)];
}

/**
 * Finds a field of an object within a response, if there is one: the operation's tag and summary, the status and the field
 * as a page shows it.
 */
export function nestedField(
  document: SpecDocument,
): { tag: string; summary: string; status: string; field: string } | undefined {
  for (const operation of operationsOf(document)) {
    for (const [status, response] of Object.entries(operation.responses)) {
      const { properties, items } = follow<Schema>(document, schemaOf(follow(document, response)));
      const known = properties ?? (items && follow<Schema>(document, items).properties) ?? {};
      for (const [name, property] of Object.entries(known)) {
        const inner = follow<Schema>(document, property);
        const [first] = Object.keys((inner.items ? follow<Schema>(document, inner.items) : inner).properties ?? {});
        const field = `${name}${inner.items ? "[]" : ""}.${first}`;
        // A page shows a lone field with its own fields from the start.
        if (first !== undefined && Object.keys(known).length > 1 && operation.summary)
          return { tag: operation.tags?.[0] ?? "", summary: operation.summary, status, field };
      }
    }
  }
  return undefined;
}

/** Finds the last field of the first request body, if there is one. */
export function requestField(document: SpecDocument): string | undefined {
  for (const { requestBody } of operationsOf(document)) {
    if (!requestBody) continue;
    const body = follow<Schema>(document, schemaOf(requestBody));
    const { properties = {} } = body.items ? follow<Schema>(document, body.items) : body;
    return Object.keys(properties).at(-1);
  }
  return undefined;
}

/** Lists the facts that a page shows somewhere, as it joins the cells of a row: resources, codes, addresses, rules. */
export function extensionFacts(node: unknown): string[] {
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => {
    if (key === "x-webhook-resources") {
      return Object.entries(value as Record<string, { description: string }>).map(
        ([resource, { description }]) => resource + description.replaceAll("`", ""),
      );
    }
    if (key === "x-error-codes") return Object.entries(value as Record<string, string>).map((row) => row.join(""));
    if (key === "x-receipt-error-codes") {
      return Object.entries(value as Record<string, Record<string, { name: string; metaCode?: number }>>).flatMap(
        ([channel, codes]) =>
          Object.entries(codes).map(([code, { name, metaCode }]) => code + channel + name + (metaCode ?? "")),
      );
    }
    if (key === "x-source-addresses") return [(value as { date: string }).date, ...strings(value)];
    if (key === "x-webhook-type" && value !== "none") return [`webhooks of type ${value}.`];
    if (key === "x-violation") return [`Rule: ${(value as { message: string }).message}`];
    return extensionFacts(value);
  });
}

function strings(node: unknown): string[] {
  return typeof node === "object" && node !== null ? Object.values(node).flatMap(strings) : [String(node)];
}

function operationsOf(document: SpecDocument): Operation[] {
  return Object.values(document.paths).flatMap((item) =>
    Object.values(item).filter((one) => "responses" in one),
  ) as unknown as Operation[];
}

function schemaOf(
  body: Pick<NonNullable<Operation["requestBody"]>, "content"> | Operation["responses"][string] | undefined,
): Schema {
  return Object.values(body?.content ?? {})[0]?.schema ?? {};
}

function partsOf(document: SpecDocument, schema: Schema): Schema[] {
  const found = follow<Schema>(document, schema);
  return [found, ...(found.allOf ?? []).flatMap((part) => partsOf(document, part))];
}

function follow<Target>(document: SpecDocument, node: object): Target {
  const { $ref } = node as { $ref?: string };
  if ($ref === undefined) return node as Target;
  const keys = $ref.replace("#/", "").split("/");
  const target = keys.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], document);
  return follow(document, target as object);
}
