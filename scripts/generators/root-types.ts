import { assertions, complements } from "./complements.ts";
import type { Schema } from "./openapi.ts";
import { membersOf, type SchemaTypes, typesByKeywords, typesOf } from "./schema-types.ts";
import { atom, intersection } from "./type-code.ts";

/** An object schema that can be an interface: those it extends, and what it has beside them. */
interface Shape {
  bases: string[];
  own: Schema;
}

/**
 * Writes each component schema as an exported type of its name. Objects become interfaces, which compilers and editors name
 * instead of repeating them; an `allOf` of references becomes an `extends`, if the properties that it narrows allow it.
 */
export class RootTypes {
  readonly #types: SchemaTypes;
  readonly #shapes = new Map<string, Shape | undefined>();

  constructor(types: SchemaTypes) {
    this.#types = types;
    for (const name of Object.keys(types.schemas)) refuseCycle(name, types.schemas);
  }

  /** Returns the declaration of a component schema. */
  declare(name: string): string {
    try {
      return this.#declare(name);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`#/components/schemas/${name}: schema ${name}: ${reason}`, { cause: error });
    }
  }

  #declare(name: string): string {
    const schema = this.#types.schemas[name] ?? {};
    const shape = this.#shape(name);
    const doc = this.#types.doc(schema, "");
    if (!shape) {
      const pairs = schema["x-webhook-resources"] ? [atom("ResourceEvent")] : [];
      const rules = complements(schema, (part) => this.#types.resolve(part));
      const fields = pairs.length + rules.length > 0 ? this.#declareFields(name, schema) : undefined;
      const types = fields ? [atom(`${name}Fields`), ...rules] : [this.#types.typeOf(schema, { indent: "" })];
      return `${fields ?? ""}${doc}export type ${name} = ${intersection([...types, ...pairs]).text};\n`;
    }
    return this.#interface(name, shape, doc);
  }

  /** Declares the object of a schema that has rules beside it, under a name of its own unless another schema has that. */
  #declareFields(name: string, { not: _rules, "x-webhook-resources": _pairs, ...schema }: Schema): string | undefined {
    const shape = Object.hasOwn(this.#types.schemas, `${name}Fields`) ? undefined : this.#findShape(schema);
    return (
      shape &&
      this.#interface(`${name}Fields`, shape, `/** The fields of {@link ${name}}, without the rules across them. */\n`)
    );
  }

  #interface(name: string, shape: Shape, doc: string): string {
    const bases = shape.bases.length > 0 ? ` extends ${shape.bases.join(", ")}` : "";
    const isEmpty = shape.bases.length > 0 && membersOf(shape.own).size === 0;
    const lines = isEmpty ? [] : ["\n", ...this.#types.lines(shape.own, { indent: "" })];
    return `${doc}export interface ${name}${bases} {${lines.join("")}}\n`;
  }

  /** Returns the shape of a component schema, unless its type is more than an object, or narrows what it extends. */
  #shape(name: string): Shape | undefined {
    if (!this.#shapes.has(name)) {
      this.#shapes.set(name, undefined);
      this.#shapes.set(name, this.#findShape(this.#types.schemas[name] ?? {}));
    }
    return this.#shapes.get(name);
  }

  #findShape(schema: Schema): Shape | undefined {
    const { allOf = [], ...rest } = schema;
    if (allOf.some((part) => typeof part !== "object")) return undefined;
    const bases = allOf.flatMap(({ $ref }) => ($ref === undefined ? [] : [$ref.slice($ref.lastIndexOf("/") + 1)]));
    const parts = [rest, ...allOf.filter(({ $ref }) => $ref === undefined)];
    const isObject =
      typesOf(schema)?.join() === "object" || parts.some((part) => typesByKeywords(part)?.join() === "object");
    const isPlain = parts.every((part) => !part.allOf && isPlainObject(part));
    if (!(isObject || (allOf.length > 0 && bases.length === allOf.length)) || !isPlain) return undefined;
    if (complements(schema, (part) => this.#types.resolve(part)).length > 0) return undefined;
    const named = allOf.every(({ $ref }) => $ref === undefined || /^#\/components\/schemas\/[^/]+$/.test($ref));
    if (!named || bases.some((base) => !this.#shape(base)) || new Set(bases).size < bases.length) return undefined;
    const own = mergeParts(parts);
    return own && this.#extend(own, bases);
  }

  /** Adds to an object's own schema what it requires of its bases; returns nothing if it doesn't fit them. */
  #extend(own: Schema, bases: string[]): Shape | undefined {
    const inherited = new Map<string, Schema>();
    for (const base of bases) {
      for (const [name, member] of Object.entries(this.#allProperties(base))) {
        const other = inherited.get(name);
        if (other && JSON.stringify(other) !== JSON.stringify(member)) return undefined;
        inherited.set(name, member);
      }
    }
    const hasIndex = [own, ...bases.map((base) => this.#shape(base)?.own ?? {})].some(isIndexed);
    if (hasIndex && bases.length > 0) return undefined;
    const isRequired = (name: string) => bases.some((base) => this.#requires(base, name));
    const properties = { ...own.properties };
    const required = new Set(own.required);
    for (const [name, base] of inherited) {
      const property = properties[name];
      if (property === undefined && required.has(name) && !isRequired(name)) properties[name] = base;
      if (property === undefined && isRequired(name)) required.delete(name);
      if (property === undefined) continue;
      if (!this.#narrows(property, base)) return undefined;
      if (isRequired(name)) required.add(name);
    }
    return { bases, own: { ...own, properties, required: [...required] } };
  }

  #allProperties(name: string): Record<string, Schema> {
    const shape = this.#shape(name);
    const bases = (shape?.bases ?? []).map((base) => this.#allProperties(base));
    const own = [...membersOf(shape?.own ?? {})].map(([key, { schema }]) => [key, schema]);
    return Object.assign(Object.create(null), ...bases, Object.fromEntries(own));
  }

  #requires(name: string, property: string): boolean {
    const shape = this.#shape(name);
    if (!shape) return false;
    return shape.own.required?.includes(property) || shape.bases.some((base) => this.#requires(base, property));
  }

  /** Returns whether a property's type is certain to fit that of the property that it replaces. */
  #narrows(own: Schema | boolean, base: Schema | boolean): boolean {
    const [code, other] = [own, base].map((schema) => this.#types.typeOf(schema, { indent: "" }).text);
    if (code === other || other === "unknown") return true;
    const resolved = this.#types.resolve(own);
    const isOpen = other === "string" || other?.endsWith("(string & {})");
    const values = resolved.const === undefined ? resolved.enum : [resolved.const];
    return Boolean(isOpen && values?.every((value) => typeof value === "string"));
  }
}

/** Returns whether a schema is an object of properties, and nothing that needs another kind of type. */
function isPlainObject(schema: Schema): boolean {
  const beside = ["$ref", "const", "enum", "anyOf", "oneOf", "x-webhook-resources"];
  return (
    (schema.type === undefined || typesOf(schema)?.join() === "object") &&
    (schema.type !== undefined || !(typesByKeywords(schema) ?? []).includes("array")) &&
    !beside.some((keyword) => keyword in schema) &&
    !(schema.not && assertions(schema.not).join() === "type")
  );
}

/** Joins the parts of an object; returns nothing if two declare the same property, or how others look. */
function mergeParts(parts: Schema[]): Schema | undefined {
  const names = parts.flatMap((part) => Object.keys(part.properties ?? {}));
  const indexed = parts.filter(isIndexed);
  if (new Set(names).size < names.length || indexed.length > 1) return undefined;
  const own: Schema = {
    type: "object",
    properties: Object.fromEntries(parts.flatMap((part) => Object.entries(part.properties ?? {}))),
    required: parts.flatMap((part) => part.required ?? []),
  };
  for (const keyword of ["additionalProperties", "patternProperties"]) {
    const [found] = parts.flatMap((part) => (keyword in part ? [part[keyword]] : []));
    if (found !== undefined) own[keyword] = found;
  }
  return own;
}

function isIndexed({ additionalProperties: rest, patternProperties }: Schema): boolean {
  return rest === true || typeof rest === "object" || patternProperties !== undefined;
}

/** Throws if the type of a schema would be itself, without a property or an item in between. */
function refuseCycle(start: string, schemas: Record<string, Schema>): void {
  const done = new Set<string>();
  const visit = (name: string, path: string[]): void => {
    if (path.includes(name)) {
      if (name !== start) return;
      const cycle = [...path, name].join(" → ");
      const reason = `refers to itself (${cycle}) without a property or an item in between`;
      throw new Error(`#/components/schemas/${start}: schema ${start}: ${reason}`);
    }
    if (done.has(name)) return;
    done.add(name);
    for (const next of direct(schemas[name] ?? {})) visit(next, [...path, name]);
  };
  visit(start, []);
}

/** Lists the component schemas that a value of a schema is checked against as a whole. */
function direct(schema: Schema | boolean): string[] {
  if (typeof schema === "boolean") return [];
  const name = schema.$ref?.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
  const parts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  return [...(name === undefined ? [] : [name]), ...parts.flatMap(direct)];
}
