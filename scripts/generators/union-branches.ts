import { combine, excludedNames, pins, type Resolve } from "../lint/lib/union-branches.js";
import type { Document, Schema } from "./openapi.ts";

/** How a value of a union finds its branch. */
export interface LookUp {
  /** The fields whose values, joined by a dot, name the branch. */
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
export function findBranches(schema: Schema | undefined, document: Document): LookUp | undefined {
  const names = schema?.oneOf?.map((branch) => branch.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1]);
  const otherwise = names?.pop();
  if (!names || !otherwise) return undefined;
  const resolve: Resolve = (node) => ({ node });
  const branches: Record<string, string> = {};
  let selectors: string[] | undefined;
  for (const name of names) {
    const pinned = name === undefined ? {} : pins({ node: document.components.schemas[name] }, resolve);
    const fields = Object.keys(pinned);
    selectors ??= fields;
    if (name === undefined || fields.length === 0 || fields.join() !== selectors.join()) return undefined;
    for (const key of combine(Object.values(pinned))) branches[key] = name;
  }
  return { selectors: selectors ?? [], branches, otherwise };
}

/**
 * Returns what is left to check of a branch that was looked up by its name: all but the fields that pin the name. Branches
 * that differ only in their names are then equal.
 */
export function withoutPins(schema: Schema, selectors: readonly string[]): Schema {
  const rest = { ...schema };
  if (rest.properties) {
    const properties = Object.entries(rest.properties).filter(([name]) => !selectors.includes(name));
    rest.properties = Object.fromEntries(properties);
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
  const branches = findBranches(document.components.schemas["Delivery"], document)?.branches ?? {};
  const names = Object.keys(document.webhooks ?? {});
  const schemas = Object.fromEntries(names.map((name) => [name, branches[name] ?? ""]));
  const missing = names.find((name) => schemas[name] === "");
  if (missing !== undefined) throw new Error(`The schema Delivery has no branch for the webhook ${missing}`);
  const others = Object.entries(branches).filter(([name]) => !names.includes(name));
  const aliases = others.map(([alias, schema]) => [alias, names.find((name) => schemas[name] === schema) ?? alias]);
  return { schemas, aliases: Object.fromEntries(aliases) };
}
