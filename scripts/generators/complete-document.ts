import { checkForm } from "./check-form.ts";
import { dropExtensions } from "./drop-extensions.ts";
import { moveReferences } from "./name-recursive.ts";
import {
  type Document,
  follow,
  jsonType,
  listOperations,
  type Operation,
  type OperationEntry,
  operationsOf,
  type Schema,
  type Server,
  urlOf,
} from "./openapi.ts";
import { pointerTo, type Refusal, RefusedDocument } from "./refusals.ts";
import { componentOf } from "./schema-uses.ts";

/**
 * Adds to a document what the generators need and OpenAPI doesn't: names of servers and operations, summaries, and a name
 * for each body of a delivery. Throws with the places of what can't be told apart. Changes the document.
 */
export function completeDocument(document: Document): Document {
  checkForm(document);
  document.info = {
    ...document.info,
    title: document.info?.title ?? "API",
    version: String(document.info?.version ?? "0"),
  };
  document.paths ??= {};
  document.components = { ...document.components };
  document.components.schemas ??= {};
  document.components.responses ??= {};
  dropExtensions(document);
  document.servers = completeServers(document.servers);
  const moves = new Map<string, string>();
  const refusals = [...nameOperations(document), ...completeDeliveries(document, moves)];
  nameCallbacks(document, moves);
  moveReferences(document, moves);
  if (refusals.length > 0) throw new RefusedDocument(refusals);
  return document;
}

function completeServers(servers: Server[] | undefined): Document["servers"] {
  const known: Server[] = servers && servers.length > 0 ? servers : [{ url: "/" }];
  return known.map((server, index) => {
    const url = urlOf(server);
    const name = server["x-name"] ?? (known.length === 1 ? "main" : `server${index + 1}`);
    return { ...server, url, description: server.description ?? url, "x-name": name };
  });
}

/** Names the operations that have no name after their method and path, and gives all a summary. */
function nameOperations(document: Document): Refusal[] {
  const pointers = new Map<string, string>();
  return listOperations(document).flatMap(({ path, method, operation, pointer }) => {
    operation.operationId ??= identifier([method, ...path.split("/")]);
    operation.summary ??= `${method.toUpperCase()} ${path}`;
    operation.responses ??= {};
    const other = pointers.get(operation.operationId);
    pointers.set(operation.operationId, pointer);
    const reason = `the operationId ${operation.operationId} is also that of ${other}; give each its own`;
    return other === undefined ? [] : [{ pointer, keyword: "operationId", reason }];
  });
}

/** Writes deliveries as the generators know them: by POST, with a body whose schema has a name. */
function completeDeliveries(document: Document, moves: Map<string, string>): Refusal[] {
  return Object.entries(document.webhooks ?? {}).flatMap(([name, unresolved]) => {
    const { node: item, pointer } = follow<Record<string, Operation>>(
      document,
      unresolved,
      pointerTo("#/webhooks", name),
    );
    const others = ["get", "put", "delete", "patch", "head", "options", "trace"].filter((method) => method in item);
    if (others.length > 0 || !item["post"])
      return [{ pointer, reason: `a delivery has one operation, "post"; found ${others.join(", ") || "none"}` }];
    const post = { ...item["post"] };
    post.operationId ??= identifier([name]);
    post.summary ??= name;
    post.responses ??= {};
    const body = follow<Operation["requestBody"]>(
      document,
      post.requestBody ?? { content: {} },
      `${pointer}/post/requestBody`,
    );
    const content = { ...body.node?.content };
    const type = jsonType(content);
    const media = type === undefined ? undefined : content[type];
    if (type === undefined || media?.schema === undefined)
      return [{ pointer: `${pointer}/post/requestBody`, reason: "a delivery has a body of JSON with a schema" }];
    const place = pointerTo(`${body.pointer}/content`, type);
    const { examples, refusals } = nameExamples(document, name, media, place);
    if (refusals.length > 0) return refusals;
    const schema = nameSchema(document, name, media.schema);
    if (schema !== media.schema) moves.set(`${place}/schema`, schema.$ref ?? "");
    content[type] = { ...media, schema, examples };
    const [{ [type]: json, ...rest }] = [content];
    post.requestBody = { ...body.node, content: { "application/json": json as NonNullable<typeof json>, ...rest } };
    (document.webhooks as Record<string, Record<string, Operation>>)[name] = { ...item, post };
    return [];
  });
}

/** Names the examples of a delivery after it, as the generators know them: `<delivery>.<case>`. */
function nameExamples(
  document: Document,
  delivery: string,
  media: { example?: unknown; examples?: Record<string, unknown> },
  pointer: string,
): { examples: Record<string, { $ref: string }>; refusals: Refusal[] } {
  const all = media.example === undefined ? media.examples : { [delivery]: { value: media.example } };
  document.components.examples ??= {};
  const known = document.components.examples;
  const examples: Record<string, { $ref: string }> = {};
  const refusals: Refusal[] = [];
  for (const [key, example] of Object.entries(all ?? {})) {
    const place = pointerTo(`${pointer}/examples`, key);
    const { value } = follow<{ value?: unknown }>(document, example, place).node;
    if (value === undefined) refusals.push({ pointer: place, reason: 'an example of a delivery needs its "value"' });
    const own = key === delivery || key.startsWith(`${delivery}.`) ? key : `${delivery}.${key}`;
    const id = `example ${Object.keys(known).length}`;
    known[id] = { value };
    examples[own] = { $ref: `#/components/examples/${id}` };
  }
  return { examples, refusals };
}

/** Names the bodies of callbacks: a vendor sends them, and only schemas with a name get a type and a validator. */
function nameCallbacks(document: Document, moves: Map<string, string>): void {
  for (const { operation, pointer } of [...listOperations(document), ...listWebhooks(document)]) {
    const { callbacks = {} } = operation as { callbacks?: Record<string, unknown> };
    for (const [name, callback] of Object.entries(callbacks)) {
      const found = follow<Record<string, unknown>>(document, callback, pointerTo(`${pointer}/callbacks`, name));
      for (const [path, item] of Object.entries(found.node)) {
        for (const inner of operationsOf(document, path, item, pointerTo(found.pointer, path))) {
          const at = `${inner.pointer}/requestBody`;
          const body = follow<Operation["requestBody"]>(document, inner.operation.requestBody ?? {}, at);
          for (const [type, media] of Object.entries(body.node?.content ?? {})) {
            if (media.schema === undefined) continue;
            const schema = nameSchema(document, `${operation.operationId} ${name}`, media.schema);
            if (schema !== media.schema)
              moves.set(pointerTo(`${body.pointer}/content`, type, "schema"), schema.$ref ?? "");
            media.schema = schema;
          }
        }
      }
    }
  }
}

function listWebhooks(document: Document): OperationEntry[] {
  return Object.entries(document.webhooks ?? {}).flatMap(([name, item]) =>
    operationsOf(document, name, item, pointerTo("#/webhooks", name)),
  );
}

/** Returns a reference to the schema of what a vendor sends, which gets a name if it has none. */
function nameSchema(document: Document, delivery: string, schema: Schema): Schema {
  if (typeof schema.$ref === "string" && Object.keys(schema).length === 1 && componentOf(schema.$ref)?.whole)
    return schema;
  const schemas = document.components.schemas;
  const base = identifier(["", delivery]);
  const isFree = (free: string) => !Object.hasOwn(schemas, free);
  let name = [base, `${base}Delivery`].find(isFree);
  for (let number = 2; name === undefined; number++) name = [`${base}Delivery${number}`].find(isFree);
  schemas[name] = schema;
  return { $ref: pointerTo("#/components/schemas", name) };
}

/** Writes words as an identifier: `getPetsById` for `get /pets/by-{id}`. */
function identifier(words: string[]): string {
  const [first = "", ...others] = words;
  const parts = others.join(" ").match(/[A-Za-z0-9]+/g) ?? [];
  const head = first.replace(/[^A-Za-z0-9]+(\w?)/g, (_all, next: string) => next.toUpperCase());
  const text = head + parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1)).join("");
  return /^[A-Za-z]/.test(text) ? text : `n${text}`;
}
