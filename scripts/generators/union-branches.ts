import { combine, commonPins, excludedNames, pins, type Resolve, withoutAbsent } from "../lint/lib/union-branches.js";
import { keywordOf } from "./keywords.ts";
import type { Document, Operation, Schema } from "./openapi.ts";

/** How a value of a union finds its branch. */
export interface LookUp {
  /** The fields whose values, joined by a dot, name the branch. A field that is absent counts as an empty text. */
  selectors: string[];
  /** The branches by name; one schema can have several names. */
  branches: Record<string, string>;
  /** The branch of values that no other branch names. */
  otherwise: string;
}

/**
 * Finds how to look up the branch of a union whose branches name themselves: each but the last pins the same fields by
 * `const` or `enum`, and the last accepts the rest. Returns `undefined` for any other schema.
 */
export function findBranches(schema: Schema | boolean | undefined, document: Document): LookUp | undefined {
  if (typeof schema !== "object" || !Array.isArray(schema.oneOf)) return undefined;
  const names = schema.oneOf.map((branch) => branch.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1]);
  const otherwise = names.pop();
  if (!otherwise) return undefined;
  const resolve: Resolve = (node) => ({ node });
  const schemas = names.map((name) => (name === undefined ? undefined : document.components.schemas[name]));
  const pinned = commonPins(schemas.map((node) => pins({ node }, resolve)));
  const selectors = Object.keys(pinned?.[0] ?? {});
  if (!pinned) return undefined;
  const branches: Record<string, string> = {};
  for (const [index, name] of names.entries()) {
    for (const key of combine(selectors.map((field) => pinned[index]?.[field] ?? []))) {
      // A name that two branches have is one that no value may have.
      if (name === undefined || Object.hasOwn(branches, key)) return undefined;
      branches[key] = name;
    }
  }
  return { selectors, branches, otherwise };
}

/** Finds how to look up the branch of a union if that accepts just the values that `oneOf` does. */
export function findLookUp(schema: Schema | boolean, document: Document): LookUp | undefined {
  const found = findBranches(schema, document);
  if (!found || typeof schema !== "object" || !isOnlyUnion(schema)) return undefined;
  const schemas = document.components.schemas;
  const pinned = Object.values(found.branches).every((name) => canPin(schemas[name], found.selectors));
  return pinned && isExclusive(schemas[found.otherwise], found) ? found : undefined;
}

/** Reports whether a schema says nothing beside `oneOf` that a look-up would pass over. */
function isOnlyUnion(schema: Schema): boolean {
  return Object.keys(schema).every((keyword) => keyword === "oneOf" || keywordOf(keyword).fate === "annotation");
}

/** Reports whether nothing but the names of a branch is lost without the fields that have them. */
function canPin(schema: Schema | undefined, fields: readonly string[]): boolean {
  return [schema, ...(schema?.allOf ?? [])].every((part) =>
    Object.entries(part?.properties ?? {}).every(([name, property]) => {
      if (!fields.includes(name)) return true;
      const { type, const: single, enum: several, ...rest } = Object(property) as Schema;
      const values: unknown[] = single === undefined ? (several ?? []) : [single];
      // A name is text, and fields are joined by dots.
      const areNames = values.every(
        (value) => typeof value === "string" && value !== "" && (fields.length === 1 || !value.includes(".")),
      );
      const isText = type === undefined || type === "string";
      const onlyNames = Object.keys(rest).every((keyword) => keywordOf(keyword).fate === "annotation");
      return areNames && isText && onlyNames;
    }),
  );
}

/** Reports whether a union's last branch leaves their names to the others. */
function isExclusive(schema: Schema | undefined, { selectors, branches }: LookUp): boolean {
  const [field = ""] = selectors;
  const own = selectors.length === 1 ? schema?.properties?.[field] : undefined;
  const names = typeof own === "object" && own.not?.enum ? own.not.enum : schema?.not ? excludedNames(schema.not) : [];
  return Object.keys(branches).every((name) => names.includes(name));
}

/**
 * Returns what is left to check of a branch that was looked up by its name: all but the fields that pin the name. Branches
 * that differ only in their names are then equal.
 */
export function withoutPins(schema: Schema, selectors: readonly string[]): Schema {
  const rest = { ...schema };
  if (rest.properties) {
    // They stay as names, which `additionalProperties` beside them doesn't mean.
    const isPin = (name: string) => selectors.includes(name);
    const named = Object.entries(rest.properties).filter(
      ([name]) => rest.additionalProperties !== undefined || !isPin(name),
    );
    rest.properties = Object.fromEntries(named.map(([name, property]) => [name, isPin(name) ? true : property]));
  }
  if (rest.required) rest.required = rest.required.filter((name) => !selectors.includes(name));
  if (rest.allOf) rest.allOf = rest.allOf.map((part) => withoutPins(part, selectors));
  return rest;
}

/** Returns what is left to check of a union's last branch once no other branch has the name: all but their exclusion. */
export function withoutExclusions(schema: Schema, branches: LookUp["branches"]): Schema {
  const areKnown = (names: readonly string[]) => names.every((name) => Object.hasOwn(branches, name));
  const rest = { ...schema };
  if (rest.not && excludedNames(rest.not).length > 0 && areKnown(excludedNames(rest.not))) delete rest.not;
  if (rest.properties) {
    rest.properties = Object.fromEntries(
      Object.entries(rest.properties).map(([name, property]) => {
        const { not, ...others } = Object(property) as Schema;
        return [name, not?.enum && areKnown(not.enum) ? others : property];
      }),
    );
  }
  return rest;
}

/** Returns the known deliveries: the schema of each by its name, and the name behind each alias. */
export function findDeliveries(document: Document): {
  schemas: Record<string, string>;
  aliases: Record<string, string>;
} {
  const branches = Object.entries(findBranches(document.components.schemas["Delivery"], document)?.branches ?? {});
  const byName = new Map(branches.map(([key, schema]) => [withoutAbsent(key), schema]));
  const webhooks = document.webhooks ?? {};
  const names = Object.keys(webhooks);
  // Without a union of all deliveries, each is what its own body refers to.
  const schemas = Object.fromEntries(
    names.map((name) => [name, (branches.length > 0 ? byName.get(name) : bodyOf(webhooks[name]?.["post"])) ?? ""]),
  );
  const missing = names.find((name) => schemas[name] === "");
  if (missing !== undefined) throw new Error(`The schema Delivery has no branch for the webhook ${missing}`);
  const others = [...byName].filter(([name]) => !names.includes(name));
  const aliases = others.map(([alias, schema]) => [alias, names.find((name) => schemas[name] === schema) ?? alias]);
  return { schemas, aliases: Object.fromEntries(aliases) };
}

/** Returns the name of the schema of a delivery's body. */
function bodyOf(operation: Operation | undefined): string | undefined {
  const schema = operation?.requestBody?.content?.["application/json"]?.schema;
  return schema?.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1];
}
