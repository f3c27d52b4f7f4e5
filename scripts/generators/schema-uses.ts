import { keywordOf, subschemas } from "./keywords.ts";
import {
  type Document,
  follow,
  listOperations,
  type OperationEntry,
  operationsOf,
  type Schema,
  valueAt,
} from "./openapi.ts";
import { keysOf, pointerTo } from "./refusals.ts";

/** Who sends a value: the caller of the API, or the vendor. */
export type Direction = "request" | "response";

/** A schema with its place in the document. */
export interface SchemaPlace {
  pointer: string;
  schema: Schema | boolean;
}

/** A schema that a part of the document other than a schema has. */
export interface SchemaUse extends SchemaPlace {
  direction: Direction;
}

/** The part of a message that has schemas. */
interface Content {
  content?: Record<string, { schema?: Schema | boolean }>;
  schema?: Schema | boolean;
  headers?: Record<string, unknown>;
}

const opposite = { request: "response", response: "request" } as const;

/** Lists the schemas of all operations, deliveries and shared parts of messages, with who sends their values. */
export function schemaUses(document: Document): SchemaUse[] {
  const components = document.components as unknown as Record<string, Record<string, unknown> | undefined>;
  const shared = (kind: string, direction: Direction) =>
    Object.entries(components?.[kind] ?? {}).flatMap(([name, part]) =>
      contentUses(document, part, pointerTo(`#/components/${kind}`, name), direction),
    );
  const deliveries = Object.entries(document.webhooks ?? {}).flatMap(([name, item]) =>
    operationsOf(document, name, item, pointerTo("#/webhooks", name)),
  );
  return [
    ...listOperations(document).flatMap((entry) => operationUses(document, entry, "request")),
    ...deliveries.flatMap((entry) => operationUses(document, entry, "response")),
    ...shared("parameters", "request"),
    ...shared("requestBodies", "request"),
    ...shared("responses", "response"),
    ...shared("headers", "response"),
  ];
}

/** Lists the schemas of an operation, whose request the direction's side sends. */
function operationUses(
  document: Document,
  entry: OperationEntry,
  direction: Direction,
  outer: readonly unknown[] = [],
): SchemaUse[] {
  const { operation, parameters, pointer } = entry;
  const { callbacks = {} } = operation as { callbacks?: Record<string, unknown> };
  return [
    ...parameters.map((parameter) => ({ pointer: parameter.pointer, schema: parameter.schema, direction })),
    ...contentUses(document, operation.requestBody, `${pointer}/requestBody`, direction),
    ...Object.entries(operation.responses ?? {}).flatMap(([status, response]) =>
      contentUses(document, response, `${pointer}/responses/${status}`, opposite[direction]),
    ),
    ...Object.entries(callbacks).flatMap(([name, callback]) => {
      const found = follow<Record<string, unknown>>(document, callback, pointerTo(`${pointer}/callbacks`, name));
      // A callback can be announced by itself.
      if (outer.includes(found.node)) return [];
      return Object.entries(found.node).flatMap(([path, item]) =>
        operationsOf(document, path, item, pointerTo(found.pointer, path)).flatMap((inner) =>
          operationUses(document, inner, opposite[direction], [...outer, found.node]),
        ),
      );
    }),
  ];
}

/** Lists the schemas of a body, a parameter or a header. */
function contentUses(document: Document, part: unknown, at: string, direction: Direction): SchemaUse[] {
  if (part === undefined) return [];
  const { node, pointer } = follow<Content | null>(document, part, at);
  const { content = {}, schema, headers = {} } = node ?? {};
  return [
    ...(schema === undefined ? [] : [{ pointer: `${pointer}/schema`, schema, direction }]),
    ...Object.entries(content).flatMap(([type, media]) =>
      media?.schema === undefined
        ? []
        : [{ pointer: pointerTo(`${pointer}/content`, type, "schema"), schema: media.schema, direction }],
    ),
    ...Object.entries(headers).flatMap(([name, header]) =>
      contentUses(document, header, pointerTo(`${pointer}/headers`, name), direction),
    ),
  ];
}

/** Lists a schema and all schemas in it, in place order. Doesn't follow references. */
export function* walk(pointer: string, schema: Schema | boolean): Generator<{ pointer: string; schema: Schema }> {
  if (typeof schema !== "object" || schema === null) return;
  yield { pointer, schema };
  for (const part of subschemas(schema)) yield* walk(pointerTo(pointer, ...part.path), part.schema);
}

/** Lists the pointers that the asserted parts of a schema refer to, written in one way. */
export function referencesOf(schema: Schema | boolean): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const own = typeof schema.$ref === "string" ? [canonical(schema.$ref)] : [];
  const parts = subschemas(schema).filter(({ path: [keyword = ""] }) => keywordOf(keyword).fate === "asserted");
  return [...own, ...parts.flatMap((part) => referencesOf(part.schema))];
}

/** Writes a pointer in one way, since its characters can be escaped or not. */
export function canonical(pointer: string): string {
  return pointer.startsWith("#/") ? pointerTo("#", ...keysOf(pointer)) : pointer;
}

/** Returns the name of the component schema that a pointer leads to, or into. */
export function componentOf(pointer: string): { name: string; whole: boolean } | undefined {
  const [first, second, name, ...rest] = keysOf(pointer);
  if (first !== "components" || second !== "schemas" || name === undefined) return undefined;
  return { name, whole: rest.length === 0 };
}

/** Returns the schema that a pointer leads to, if it leads to one. */
export function schemaAt(document: Document, pointer: string): Schema | boolean | undefined {
  const found = valueAt(document, pointer);
  const isSchema = typeof found === "boolean" || (typeof found === "object" && found !== null && !Array.isArray(found));
  return isSchema ? (found as Schema | boolean) : undefined;
}
