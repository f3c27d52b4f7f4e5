import { assertions, complements } from "./complements.ts";
import { type Schema, valueAt } from "./openapi.ts";
import { docComment, literal, memberName, tag } from "./texts.ts";
import { arrayOf, atom, type Code, intersection, never, orUndefined, present, union, unknown } from "./type-code.ts";

/** Where a type is written, and what is known of its values there. */
export interface Place {
  readonly indent: string;
  /** The JSON types of the values, if a schema around this one names them. */
  readonly types?: readonly string[] | undefined;
  /** The pointers that are followed on the way here, to parts of schemas that have no name. */
  readonly followed?: readonly string[];
}

/** A property of an object, with its documentation. */
export interface Member {
  readonly schema: Schema | boolean;
  readonly required: boolean;
}

const allTypes = ["string", "number", "boolean", "null", "array", "object"];

const keywordsOf = {
  object: ["properties", "required", "additionalProperties", "patternProperties"],
  array: ["items", "prefixItems"],
};

/** How much code of nested objects an index signature repeats at most. */
const longestRepetition = 1000;
const deepest = 200;

/** Writes the types of schemas. Schemas of components are referred to by their names. */
export class SchemaTypes {
  readonly schemas: Record<string, Schema>;
  readonly #document: unknown;

  constructor(document: { components?: { schemas?: Record<string, Schema> } }) {
    this.schemas = document.components?.schemas ?? {};
    this.#document = document;
  }

  /** Returns the type of the values that a schema accepts, as far as TypeScript can tell them apart. */
  typeOf(schema: Schema | boolean, place: Place): Code {
    if (typeof schema === "boolean") return schema ? unknown : never;
    if (schema === anyValue) return present;
    if (place.indent.length > deepest * 4) throw new Error(`is nested more than ${deepest} levels deep`);
    const types = typesOf(schema) ?? place.types ?? typesByKeywords(schema);
    const inside = { ...place, types };
    const anyOf = schema.anyOf?.map((part) => this.typeOf(part, inside));
    const oneOf = schema.oneOf?.map((part) => this.typeOf(part, inside));
    return intersection([
      schema.$ref === undefined ? unknown : this.#reference(schema.$ref, place),
      this.#own(schema, types, inside),
      ...(schema.allOf ?? []).map((part) => this.typeOf(part, inside)),
      anyOf ? union(anyOf) : unknown,
      oneOf ? union(oneOf) : unknown,
      ...(types?.join() === "object" ? complements(schema, (part) => this.resolve(part)) : []),
    ]);
  }

  /** Returns the schema behind references, for a look at its keywords. */
  resolve(schema: Schema | boolean | undefined): Schema {
    const seen = new Set<unknown>();
    let found = schema;
    while (typeof found === "object" && found.$ref !== undefined && !seen.has(found)) {
      seen.add(found);
      found = this.#find(found.$ref);
    }
    return typeof found === "object" ? found : {};
  }

  /**
   * Writes the lines of an object: its properties, then its index signature. Every property has to fit the signature, so
   * that it takes their types, too.
   */
  lines(schema: Schema, { indent, followed }: Place): string[] {
    const inner = { indent: `${indent}    `, followed: followed ?? [] };
    const members = [...membersOf(schema)].map(([name, { schema: property, required }]) => {
      const type = this.typeOf(property, inner);
      return { name, property, required, type: required ? type : orUndefined(type) };
    });
    const index = this.#index(
      schema,
      members.map(({ type }) => type),
      inner,
    );
    const lines = members.map(({ name, property, required, type }) => {
      const readOnly = Object(property).readOnly === true ? "readonly " : "";
      const head = `${inner.indent}${readOnly}${memberName(name)}${required ? "" : "?"}`;
      return `${this.doc(property, inner.indent)}${head}: ${type.text};\n`;
    });
    return index ? [...lines, `${inner.indent}[key: string]: ${index.text};\n`] : lines;
  }

  /** Returns the documentation of a schema. A reference without a description has that of its target. */
  doc(schema: Schema | boolean, indent: string): string {
    if (typeof schema === "boolean") return "";
    const target = schema.$ref === undefined ? undefined : this.resolve(schema);
    const description = schema.description ?? target?.description;
    const { title, format, deprecated, default: preset, example, examples } = schema;
    const texts = [title, description, format && `Format: ${format}`].filter(Boolean);
    return docComment(texts.join("\n\n"), {
      indent,
      tags: [
        ...(deprecated === true ? ["@deprecated"] : []),
        ...(preset === undefined ? [] : [tag("default", preset)]),
        ...[...(example === undefined ? [] : [example]), ...(Array.isArray(examples) ? examples : [])].map((value) =>
          tag("example", value),
        ),
      ],
    });
  }

  /** Returns the type of an object's index signature, or nothing if it needs none. */
  #index(schema: Schema, declared: readonly Code[], place: Place): Code | undefined {
    const rest = schema.additionalProperties as Schema | boolean | undefined;
    const patterns = Object.values((schema["patternProperties"] ?? {}) as Record<string, Schema | boolean>);
    if (patterns.length === 0 && typeof rest !== "object" && rest !== true) {
      if (declared.length > 0) return undefined;
      return rest === false ? never : unknown;
    }
    const own = union([...(rest === false ? [] : [rest ?? true]), ...patterns].map((part) => this.typeOf(part, place)));
    if (own.text === unknown.text) return unknown;
    const repeated = declared.reduce((size, { text }) => size + (text.includes("{") ? text.length : 0), 0);
    return repeated > longestRepetition ? unknown : union([own, ...declared]);
  }

  /** Returns what a schema's own keywords say, beside references and compositions. */
  #own(schema: Schema, types: readonly string[] | undefined, place: Place): Code {
    const excluded = excludedTypes(schema.not);
    const allowed = excluded ? (types ?? allTypes).filter((type) => !excluded.includes(type)) : types;
    const values = valuesOf(schema);
    if (values) return union(values.filter((value) => fits(value, allowed)).map(literalType));
    if (!allowed) return unknown;
    const about = typesByKeywords(schema) ?? [];
    const says = schema.type !== undefined || excluded !== undefined || allowed.some((type) => about.includes(type));
    return says ? union(allowed.map((type) => this.#ofType(type, schema, place))) : unknown;
  }

  #ofType(type: string, schema: Schema, place: Place): Code {
    if (type === "string") return stringType(schema);
    if (type === "array") return this.#array(schema, place);
    if (type === "object") return this.#object(schema, place);
    return atom(type);
  }

  #array(schema: Schema, place: Place): Code {
    const {
      prefixItems,
      items,
      minItems = 0,
    } = schema as { prefixItems?: Schema[]; items?: Schema | boolean; minItems?: number };
    const inner = { indent: place.indent, followed: place.followed ?? [] };
    if (!prefixItems) return items === false ? atom("[]") : arrayOf(this.typeOf(items ?? true, inner));
    const first = prefixItems.map((item, index) => {
      const { text, kind } = this.typeOf(item, inner);
      if (index < minItems) return text;
      return kind === "atom" ? `${text}?` : `(${text})?`;
    });
    const rest = items === false ? [] : [`...${arrayOf(this.typeOf(items ?? true, inner)).text}`];
    return atom(`[${[...first, ...rest].join(", ")}]`);
  }

  #object(schema: Schema, place: Place): Code {
    const lines = this.lines(schema, place);
    const [only] = lines;
    if (lines.length === 1 && only?.startsWith(`${place.indent}    [`)) return atom(`{ ${only.trim().slice(0, -1)} }`);
    return atom(`{\n${lines.join("")}${place.indent}}`);
  }

  #reference($ref: string, place: Place): Code {
    const name = $ref.match(/^#\/components\/schemas\/([^/]+)$/)?.[1];
    if (name !== undefined && Object.hasOwn(this.schemas, name)) return atom(name);
    const followed = place.followed ?? [];
    if (followed.includes($ref))
      throw new Error(`${$ref} refers to itself. Move it to components/schemas, where it has a name.`);
    return this.typeOf(this.#find($ref), { ...place, followed: [...followed, $ref] });
  }

  /** Finds what a pointer into the document names. */
  #find($ref: string): Schema | boolean {
    const found = valueAt(this.#document, $ref);
    if (typeof found !== "boolean" && (typeof found !== "object" || found === null)) {
      throw new Error(`$ref leads to nothing: ${$ref}`);
    }
    return found as Schema | boolean;
  }
}

/** Returns the properties of an object schema, and those that it requires without saying more. */
export function membersOf(schema: Schema): Map<string, Member> {
  const required = new Set(schema.required);
  const members = new Map<string, Member>(
    Object.entries(schema.properties ?? {}).map(([name, property]) => [
      name,
      { schema: property, required: required.has(name) },
    ]),
  );
  for (const name of required)
    if (!members.has(name)) members.set(name, { schema: undeclared(schema), required: true });
  return members;
}

/** Returns the schema of a property that is required and not declared. */
function undeclared({ additionalProperties: rest }: Schema): Schema {
  return typeof rest === "object" ? rest : anyValue;
}

const anyValue: Schema = { description: "" };

/** Returns the JSON types that a schema names; whole numbers are numbers. */
export function typesOf({ type }: Schema): string[] | undefined {
  if (type === undefined) return undefined;
  return [...new Set([type].flat().map((name) => (name === "integer" ? "number" : name)))];
}

/**
 * Returns the JSON types that a schema without `type` is about, by its keywords. JSON Schema accepts all other types there,
 * which no author means and no reader could use.
 */
export function typesByKeywords(schema: Schema): string[] | undefined {
  const types = Object.entries(keywordsOf).filter(([, keywords]) => keywords.some((keyword) => keyword in schema));
  return types.length > 0 ? types.map(([type]) => type) : undefined;
}

/** Returns the types that a `not` of nothing but `type` excludes. Whole numbers can't be told from others. */
function excludedTypes(not: Schema | undefined): string[] | undefined {
  if (typeof not !== "object" || assertions(not).join() !== "type") return undefined;
  const types = [not.type ?? []].flat().filter((type) => type !== "integer");
  return types.length > 0 ? types : undefined;
}

/** Returns the values that a schema lists, if it does. */
function valuesOf(schema: Schema): unknown[] | undefined {
  const values = listedValues(schema);
  if (!values) return undefined;
  const { not } = schema;
  const excluded =
    typeof not === "object" && assertions(not).every((key) => key === "const" || key === "enum" || key === "type");
  const others = excluded ? (listedValues(not) ?? []) : [];
  return values.filter((value) => !others.some((other) => literal(other) === literal(value)));
}

function listedValues(schema: Schema): unknown[] | undefined {
  return schema.const === undefined ? schema.enum : [schema.const];
}

function fits(value: unknown, types: readonly string[] | undefined): boolean {
  return types?.includes(value === null ? "null" : Array.isArray(value) ? "array" : typeof value) ?? true;
}

/** Returns the type of one JSON value. */
function literalType(value: unknown): Code {
  if (Array.isArray(value)) return atom(`[${value.map((item) => literalType(item).text).join(", ")}]`);
  if (typeof value !== "object" || value === null) return atom(literal(value));
  const members = Object.entries(value).map(([name, item]) => `${memberName(name)}: ${literalType(item).text}`);
  return atom(members.length > 0 ? `{ ${members.join("; ")} }` : "{ [key: string]: never }");
}

/**
 * `x-known-values`: an open list becomes `"a" | "b" | (string & {})`. Next to a `not`, which leaves some values to other
 * branches of a union, the list is closed: a type that accepts every string accepts those too, and TypeScript couldn't
 * narrow the union. An empty list becomes a placeholder for unknown values.
 */
function stringType(schema: Schema): Code {
  const values = schema["x-known-values"];
  if (!values) return atom("string");
  const known = values.map((value) => atom(literal(value)));
  if (!schema.not) return union([...known, atom("(string & {})")]);
  return union(known.length > 0 ? known : [atom('"(any other)"')]);
}
