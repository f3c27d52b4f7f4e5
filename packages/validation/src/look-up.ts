import type { Check } from "./standard-schema.js";

/**
 * Makes the check of a union: it reads the fields that name a branch, and runs that branch only.
 * Where no branch has the name, the check of unknown values runs.
 */
export function lookUp(
  selectors: readonly string[],
  checks: { readonly [name: string]: Check },
  otherwise: Check,
): Check {
  const check: Check = (value, place) => {
    const fields = Object(value) as { readonly [field: string]: unknown };
    // Only a string is a name: to make one of an object would run its `toString`, which JSON can set to anything.
    const name = selectors.map((selector) => (typeof fields[selector] === "string" ? fields[selector] : "")).join(".");
    const branch = (Object.hasOwn(checks, name) && checks[name]) || otherwise;
    const valid = branch(value, place);
    check.errors = branch.errors ?? null;
    return valid;
  };
  return check;
}
