import { keywordOf, keywords, subschemas } from "./keywords.ts";
import type { Schema } from "./openapi.ts";
import { pointerTo } from "./refusals.ts";

/** What one URI names: a file, or a schema in it that has an `$id`. */
export interface Resource {
  uri: string;
  /** The pointer of its root in the file. */
  pointer: string;
  /** The pointers of `$anchor` and `$dynamicAnchor` in it, by name. */
  anchors: Map<string, string>;
  dynamicAnchors: Map<string, string>;
}

/** A schema of a file, with what its references are resolved against. */
export interface LocatedSchema {
  pointer: string;
  schema: Schema;
  resource: Resource;
  /** The pointer of the outermost schema around it. */
  root: string;
  parent: LocatedSchema | undefined;
}

/** The schemas of a file, by pointer, and its resources, by URI. */
export interface SchemaIndex {
  file: Resource;
  resources: Map<string, Resource>;
  schemas: Map<string, LocatedSchema>;
}

/** Finds the schemas of a parsed file and the resources that they make up. Throws if two have one name. */
export function indexSchemas(parsed: unknown, uri: string): SchemaIndex {
  const file = resourceOf(uri, "#");
  const index: SchemaIndex = { file, resources: new Map([[uri, file]]), schemas: new Map() };
  for (const { pointer, schema } of schemaRoots(parsed)) add(index, schema, pointer, undefined);
  return index;
}

function resourceOf(uri: string, pointer: string): Resource {
  return { uri, pointer, anchors: new Map(), dynamicAnchors: new Map() };
}

function add(index: SchemaIndex, schema: unknown, pointer: string, parent: LocatedSchema | undefined): void {
  if (!isObject(schema)) return;
  const outer = parent?.resource ?? index.file;
  const uri = typeof schema["$id"] === "string" ? resolveUri(schema["$id"], outer.uri) : undefined;
  const resource = uri === undefined || uri.fragment !== "" ? outer : resourceOf(uri.uri, pointer);
  if (resource !== outer) claim(index.resources, resource.uri, resource, `${pointer}: keyword $id: ${resource.uri}`);
  for (const [keyword, anchors] of [
    ["$anchor", [resource.anchors]],
    ["$dynamicAnchor", [resource.anchors, resource.dynamicAnchors]],
  ] as const) {
    const name = schema[keyword];
    if (typeof name !== "string") continue;
    for (const map of anchors) claim(map, name, pointer, `${pointer}: keyword ${keyword}: ${name}`);
  }
  const located = { pointer, schema, resource, root: parent?.root ?? pointer, parent };
  index.schemas.set(pointer, located);
  for (const part of subschemas(schema)) add(index, part.schema, pointerTo(pointer, ...part.path), located);
}

function claim<T>(map: Map<string, T>, name: string, value: T, place: string): void {
  if (map.has(name)) throw new Error(`${place} is the name of two schemas`);
  map.set(name, value);
}

/** Resolves a reference, and splits off its fragment; returns nothing if it isn't a URI. */
export function resolveUri(reference: string, base: string): { uri: string; fragment: string } | undefined {
  let url: URL;
  // As parseUrl of @comms-webhooks/validation, which is built by what is here.
  try {
    url = new URL(reference, base);
  } catch {
    return undefined;
  }
  const fragment = url.hash.slice(1);
  url.hash = "";
  return { uri: url.href.replace(/#$/, ""), fragment };
}

/** The keywords by which a file, or a part of it, is taken for a schema. */
const marks = Object.keys(keywords).filter(
  (name) => !["$ref", "required"].includes(name) && (name.startsWith("$") || keywordOf(name).fate === "asserted"),
);

/** Lists the outermost schemas of a file: an OpenAPI document, or a part of one. */
function* schemaRoots(
  node: unknown,
  pointer = "#",
  isDocument = Object.hasOwn(Object(node), "openapi"),
): Generator<{
  pointer: string;
  schema: unknown;
}> {
  if (typeof node !== "object" || node === null) return;
  if (!(isDocument || Array.isArray(node)) && marks.some((name) => Object.hasOwn(node, name))) {
    yield { pointer, schema: node };
    return;
  }
  for (const [key, part] of Object.entries(node)) {
    const place = pointerTo(pointer, key);
    if (key === "schema") yield { pointer: place, schema: part };
    else if (key === "schemas" && pointer === "#/components")
      for (const [name, schema] of Object.entries(Object(part))) yield { pointer: pointerTo(place, name), schema };
    else if (!(["example", "examples"].includes(key) || key.startsWith("x-")))
      yield* schemaRoots(part, place, isDocument);
  }
}

function isObject(value: unknown): value is Schema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
