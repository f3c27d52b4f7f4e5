import { subschemas } from "./keywords.ts";
import { type Schema, valueAt } from "./openapi.ts";
import { keysOf, pointerTo } from "./refusals.ts";
import { indexSchemas, type LocatedSchema, type Resource, resolveUri } from "./schema-resources.ts";

/** A parsed file whose references to its own schemas are JSON pointers. */
export interface LocalizedFile {
  parsed: unknown;
  /** The names of `$dynamicAnchor` in it, and those that a `$dynamicRef` asks for. */
  dynamicAnchors: Set<string>;
  dynamicRefs: Set<string>;
}

/** The dynamic anchors in scope, by name: of the resource that was entered first of all that have one. */
type Scope = ReadonlyMap<string, string>;

/** How many copies of schemas a file may need for its dynamic references. */
const mostCopies = 500;

/**
 * Writes the references of a parsed file to its own schemas as JSON pointers from its root: those by `$anchor`, relative to
 * an `$id`, and by `$dynamicRef`. A pointer that leads to nothing in the file is read from the outermost schema around it.
 * What a dynamic reference leads to depends on the schemas that refer to its own; where it differs, they get a copy each.
 * Other references under an `$id` become absolute. Throws for names that two schemas have.
 */
export function localizeReferences(original: unknown, uri: string): LocalizedFile {
  // Without the objects that YAML's aliases share: a reference in one can mean something else in each place.
  const parsed: unknown = JSON.parse(JSON.stringify(original ?? null));
  return new Localizer(parsed, uri).run();
}

class Localizer {
  readonly #parsed: unknown;
  readonly #source: unknown;
  readonly #index;
  /** The names that more than one resource has as a dynamic anchor. */
  readonly #ambiguous: Set<string>;
  readonly #dynamicRefs = new Set<string>();
  readonly #copies = new Map<string, string>();

  constructor(parsed: unknown, uri: string) {
    this.#parsed = parsed;
    this.#index = indexSchemas(parsed, uri);
    const names = [...this.#index.resources.values()].flatMap((resource) => [...resource.dynamicAnchors.keys()]);
    this.#ambiguous = new Set(names.filter((name, at) => names.indexOf(name) !== at));
    // Copies are taken of schemas as they were.
    this.#source = this.#ambiguous.size > 0 ? structuredClone(parsed) : parsed;
  }

  run(): LocalizedFile {
    for (const located of this.#index.schemas.values()) this.#rewrite(located.schema, located, this.#scopeOf(located));
    for (const { schema, pointer, resource } of this.#index.schemas.values())
      if (resource.pointer === pointer && resource !== this.#index.file) delete schema["$id"];
    const resources = [...this.#index.resources.values()];
    return {
      parsed: this.#parsed,
      dynamicAnchors: new Set(resources.flatMap(({ dynamicAnchors }) => [...dynamicAnchors.keys()])),
      dynamicRefs: this.#dynamicRefs,
    };
  }

  /** Returns the scope of a schema where it stands, without any reference to it. */
  #scopeOf({ resource, parent }: LocatedSchema): Scope {
    return this.#enter(parent ? this.#scopeOf(parent) : new Map(), resource);
  }

  #enter(scope: Scope, { dynamicAnchors }: Resource): Scope {
    const added = [...dynamicAnchors].filter(([name]) => this.#ambiguous.has(name) && !scope.has(name));
    return added.length === 0 ? scope : new Map([...scope, ...added]);
  }

  /** Rewrites the references of one schema, but not of those in it. */
  #rewrite(schema: Schema, located: LocatedSchema, scope: Scope): void {
    const { $ref, $dynamicRef } = schema;
    if (typeof $ref === "string") {
      const target = this.#resolve($ref, located);
      schema.$ref = target === undefined ? this.#absolute($ref, located) : this.#refer(target, scope, located.root);
    }
    if (typeof $dynamicRef === "string") {
      const target = this.#resolveDynamic($dynamicRef, located, scope);
      if (target === undefined) return;
      const reference = this.#refer(target, scope, located.root);
      delete schema["$dynamicRef"];
      if ($ref === undefined) schema.$ref = reference;
      else schema.allOf = [...(schema.allOf ?? []), { $ref: reference }];
    }
  }

  /** Returns the pointer of what a reference leads to, if it is in this file. */
  #resolve(reference: string, { resource, root }: LocatedSchema): string | undefined {
    const found = resolveUri(reference, resource.uri);
    const target = found && this.#index.resources.get(found.uri);
    if (!target) return undefined;
    const { fragment } = found;
    if (fragment !== "" && !fragment.startsWith("/")) return target.anchors.get(decode(fragment));
    const keys = keysOf(`#${fragment}`);
    // Without an $id, authors mean the root of the schema that they wrote, if the document has nothing there.
    const starts = target === this.#index.file ? ["#", root] : [target.pointer];
    return starts.map((start) => pointerTo(start, ...keys)).find((pointer) => this.#isSchema(pointer));
  }

  #isSchema(pointer: string): boolean {
    const part = valueAt(this.#parsed, pointer);
    if (typeof part === "boolean") return true;
    if (typeof part !== "object" || part === null || Array.isArray(part)) return false;
    return pointer !== "#" || this.#index.schemas.has("#");
  }

  #resolveDynamic(reference: string, located: LocatedSchema, scope: Scope): string | undefined {
    const target = this.#resolve(reference, located);
    const name = decode(reference.slice(reference.indexOf("#") + 1));
    const resource = target === undefined ? undefined : this.#index.schemas.get(target)?.resource;
    if (!resource || resource.dynamicAnchors.get(name) !== target) return target;
    this.#dynamicRefs.add(name);
    return scope.get(name) ?? target;
  }

  /** Returns the reference to a schema, or to its copy for a scope that it doesn't have where it stands. */
  #refer(pointer: string, from: Scope, root: string): string {
    const located = this.#index.schemas.get(pointer);
    if (!located || this.#ambiguous.size === 0) return pointer;
    const scope = this.#enter(from, located.resource);
    const key = keyOf(scope);
    if (key === keyOf(this.#scopeOf(located))) return pointer;
    const known = this.#copies.get(`${pointer} ${key}`);
    if (known !== undefined) return known;
    if (this.#copies.size >= mostCopies)
      throw new Error(`${pointer}: keyword $dynamicRef: the references to it have too many scopes; use $ref`);
    const copy = structuredClone(valueAt(this.#source, pointer)) as Schema;
    const holder = valueAt(this.#parsed, root) as Schema;
    const place = pointerTo(root, "$defs", `dynamic${this.#copies.size + 1}`);
    this.#copies.set(`${pointer} ${key}`, place);
    holder["$defs"] = { ...(holder["$defs"] as object), [keysOf(place).at(-1) ?? ""]: copy };
    this.#rewriteCopy(copy, located, scope);
    return place;
  }

  #rewriteCopy(copy: Schema, located: LocatedSchema, scope: Scope): void {
    delete copy["$defs"];
    for (const keyword of ["$id", "$anchor", "$dynamicAnchor"]) delete copy[keyword];
    for (const { path, schema } of subschemas(copy)) {
      const inner = this.#index.schemas.get(pointerTo(located.pointer, ...path));
      if (inner) this.#rewriteCopy(schema as Schema, inner, this.#enter(scope, inner.resource));
    }
    this.#rewrite(copy, located, scope);
  }

  /** Writes a reference out of this file so that it means the same without the `$id` around it. */
  #absolute(reference: string, { resource, pointer }: LocatedSchema): string {
    if (resource === this.#index.file) return reference;
    const found = resolveUri(reference, resource.uri);
    if (found && this.#index.resources.has(found.uri))
      throw new Error(`${pointer}: keyword $ref: ${reference} leads to nothing in the schema ${found.uri}`);
    return found ? `${found.uri}#${found.fragment}` : reference;
  }
}

function keyOf(scope: Scope): string {
  return JSON.stringify([...scope].sort());
}

function decode(fragment: string): string {
  try {
    return decodeURIComponent(fragment);
  } catch {
    return fragment;
  }
}
