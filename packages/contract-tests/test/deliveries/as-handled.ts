import { type Api, documentOf } from "../../src/apis.ts";
import type { Schema } from "../../src/document.ts";
import { setAt } from "../../src/mutations/values.ts";
import { walk } from "../../src/mutations/walk.ts";

/**
 * Returns a delivery as handlers get it: with the first spelling of what the document knows under several. `names` are the
 * fields that tell deliveries apart.
 */
export function asHandled(api: Api, names: readonly string[], reference: Schema, value: unknown): unknown {
  return [...walk(documentOf(api), reference, value)].reduce((whole, { schema, value: part, path }) => {
    if (typeof part !== "string") return whole;
    const isName = path.length === 1 && names.includes(String(path[0])) && schema.enum?.includes(part);
    if (isName) return setAt(whole, path, schema.enum?.[0]);
    return schema["x-aliases"] ? setAt(whole, path, spelling(schema, part)) : whole;
  }, value);
}

function spelling(
  { enum: closed, "x-known-values": open = [], "x-aliases": aliases = {} }: Schema,
  text: string,
): string {
  const alias = Object.entries(aliases).find(([other]) => isSame(other, text))?.[1];
  return alias ?? (closed ?? open).find((known) => isSame(known, text)) ?? text;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
