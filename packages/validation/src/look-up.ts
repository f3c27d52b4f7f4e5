import type { Check } from "./standard-schema.js";

/**
 * Creates the check of a union. It reads the fields that name a branch, and runs only that branch. A field that is absent
 * is an empty part of the name. If no branch has that name, the check of unknown values runs.
 */
export function lookUp(
  selectors: readonly string[],
  checks: { readonly [name: string]: Check },
  otherwise: Check,
): Check {
  const check: Check = (value, place) => {
    const fields = Object(value) as { readonly [field: string]: unknown };
    const name = selectors.map((selector) => partOf(fields[selector])).join(".");
    const branch = (Object.hasOwn(checks, name) && checks[name]) || otherwise;
    const valid = branch(value, place);
    check.errors = branch.errors ?? null;
    return valid;
  };
  return check;
}

/** Only a string is a name: converting an object would run its `toString`, which JSON can set to anything. */
function partOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  // No name has a part like this, so neither these strings nor other types can stand for what is absent.
  return typeof value === "string" && value !== "" ? value : ".";
}
