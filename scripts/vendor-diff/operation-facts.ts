import { isObject, type Json, objectOf, own, segment } from "./json.ts";
import { referencesIn } from "./references.ts";
import { type Facts, schemaReader } from "./schema-facts.ts";

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/** The operations of a document that are compared, by method and path. */
export type Operations = Map<string, Facts>;

/** A path of a document, and the same with the path of the servers before it. */
export interface DocumentPath {
  readonly path: string;
  readonly full: string;
  readonly item: unknown;
}

/** Returns the paths of a document with their Path Items. */
export function pathsOf(document: Json): DocumentPath[] {
  const [server] = [document["servers"] ?? []].flat();
  const base = document["swagger"] === "2.0" ? document["basePath"] : objectOf(server)["url"];
  const prefix = (typeof base === "string" ? base : "").replace(/^[a-z]+:\/\/[^/]*/i, "").replace(/\/+$/, "");
  return Object.entries(objectOf(document["paths"])).map(([path, item]) => ({ path, full: `${prefix}${path}`, item }));
}

/** Returns a path without the names of its parameters, which are no part of a request. */
export function shapeOf(path: string): string {
  return path.replace(/\{[^{}/]*\}/g, "{}").replace(/(?<=.)\/$/, "");
}

/** Returns the facts of the operations whose paths `nameOf` has a name for: the name is a part of the key. */
export function operationsOf(document: Json, nameOf: (path: DocumentPath) => string | undefined): Operations {
  const references = referencesIn(document);
  const readSchema = schemaReader(references);
  const isSwagger = document["swagger"] === "2.0";
  const resolved = (value: unknown) => objectOf(references.resolve(value).value);

  /** Returns the facts of a body: its media types, and the schema of JSON. */
  const bodyFacts = (kind: string, holder: Json): Facts => {
    const { schema: whole } = holder;
    const swaggerContent: Json = whole === undefined ? {} : { "application/json": { schema: whole } };
    const content = isSwagger ? swaggerContent : objectOf(holder["content"]);
    const json = Object.keys(content).find((type) => /[/+]json\b/i.test(type));
    const { schema } = objectOf(json === undefined ? undefined : content[json]);
    const body: Facts = { ...(schema === undefined ? emptyFacts(kind) : readSchema(schema)), kind };
    for (const type of Object.keys(content)) body.facts.set(`content/${segment(mediaType(type))}`, "listed");
    if (kind === "body" && holder["required"] === true) body.facts.set("required", "yes");
    return body;
  };

  const parametersOf = (path: string, ...lists: unknown[]): [key: string, parameter: Json][] => {
    const positions = [...path.matchAll(/\{([^{}/]*)\}/g)].map(([, name]) => name);
    return lists
      .flatMap((list) => (Array.isArray(list) ? list : []))
      .map((given): [string, Json] => {
        const parameter = resolved(given);
        const { name, in: place } = parameter;
        // The names of path parameters are no part of a request.
        const label = place === "path" ? String(positions.indexOf(String(name)) + 1) : segment(String(name));
        return [`parameters/${String(place)}/${label}`, parameter];
      });
  };

  const operationFacts = (path: string, item: Json, operation: Json): Facts => {
    const { parts, ...rest } = emptyFacts("operation");
    for (const [key, parameter] of parametersOf(path, item["parameters"], operation["parameters"])) {
      const { in: place, required, schema, ...swagger } = parameter;
      if (place === "body") parts.set("requestBody", bodyFacts("body", parameter));
      else {
        const part = readSchema(schema ?? swagger);
        if (required === true) part.facts.set("required", "yes");
        parts.set(key, part);
      }
    }
    if (isObject(operation["requestBody"]))
      parts.set("requestBody", bodyFacts("body", resolved(operation["requestBody"])));
    for (const [status, response] of Object.entries(objectOf(operation["responses"])))
      if (!status.startsWith("x-"))
        parts.set(`responses/${segment(status)}`, bodyFacts("response", resolved(response)));
    return { ...rest, parts };
  };

  const operations: Operations = new Map();
  for (const path of pathsOf(document)) {
    const name = nameOf(path);
    if (name === undefined) continue;
    const item = resolved(path.item);
    for (const method of methods) {
      const operation = own(item, method);
      if (isObject(operation))
        operations.set(`${method.toUpperCase()} ${name}`, operationFacts(path.path, item, operation));
    }
  }
  return operations;
}

function mediaType(text: string): string {
  return text.replace(/\s*;.*/s, "").toLowerCase();
}

function emptyFacts(kind: string): Facts {
  return { kind, hasSchema: false, facts: new Map(), parts: new Map() };
}
