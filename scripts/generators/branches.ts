import type { Document, Schema } from "./openapi.ts";

/** How a value of a union finds its branch. */
export interface LookUp {
  /** The fields whose values, joined by a dot, name the branch. */
  selectors: string[];
  /** The branches by name; one schema can have several names. */
  branches: Record<string, string>;
  /** The branch of values that no other has. */
  otherwise: string;
}

/**
 * Finds whether a schema is a union whose branches name themselves: each but the last pins the same fields by `const` or
 * `enum`, and the last takes the rest. Such a union is looked up, not tried branch by branch.
 */
export function findBranches(schema: Schema | undefined, document: Document): LookUp | undefined {
  const names = schema?.oneOf?.map((branch) => branch.$ref?.match(/^#\/components\/schemas\/(\w+)$/)?.[1]);
  const otherwise = names?.pop();
  if (!names || !otherwise) return undefined;
  const branches: Record<string, string> = {};
  let selectors: string[] | undefined;
  for (const name of names) {
    const pins = name === undefined ? [] : pinned(document.components.schemas[name]);
    selectors ??= pins.map(([field]) => field);
    if (name === undefined || pins.length === 0 || pins.map(([field]) => field).join() !== selectors.join())
      return undefined;
    for (const key of combine(pins.map(([, values]) => values))) branches[key] = name;
  }
  return { selectors: selectors ?? [], branches, otherwise };
}

/** Lists the required fields that a branch, or a part of it, pins to certain values. */
function pinned(schema: Schema | undefined): [string, string[]][] {
  const parts = [schema ?? {}, ...(schema?.allOf ?? [])];
  return parts.flatMap(({ properties = {}, required = [] }) =>
    Object.entries(properties).flatMap(([name, property]): [string, string[]][] => {
      if (typeof property === "boolean" || !required.includes(name)) return [];
      const values = property.const === undefined ? property.enum : [property.const];
      return values ? [[name, values]] : [];
    }),
  );
}

function combine(lists: string[][]): string[] {
  return lists.reduce<string[]>(
    (heads, list) => (heads.length === 0 ? list : heads.flatMap((head) => list.map((value) => `${head}.${value}`))),
    [],
  );
}

/** The known deliveries: the schema of each by its name, and the name behind each other name that is in use. */
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
