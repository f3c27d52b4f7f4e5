import { absent } from "./absent-nulls.js";
import type { Check } from "./standard-schema.js";

/**
 * Creates the check of a union. It reads the fields that name a branch, and runs only that branch. A field that is absent
 * is an empty part of the name, and so is one that is `null` in what a vendor sends. If no branch has that name, the check
 * of unknown values runs.
 */
export function lookUp(
  selectors: readonly string[],
  checks: { readonly [name: string]: Check },
  otherwise: Check,
  reading = false,
): Check {
  const isAbsent = (value: unknown) => value === undefined || (reading && value === null);
  const check: Check = (value, place) => {
    const fields = Object(value) as { readonly [field: string]: unknown };
    const name = selectors.map((selector) => (isAbsent(fields[selector]) ? "" : partOf(fields[selector]))).join(".");
    const branch = (Object.hasOwn(checks, name) && checks[name]) || otherwise;
    const valid = branch(value, place);
    check.errors = branch.errors ?? null;
    // The branches don't check these fields again.
    if (valid && reading) for (const selector of selectors) if (fields[selector] === null) absent(fields, selector);
    return valid;
  };
  return check;
}

/** Only a string is a name: converting an object would run its `toString`, which JSON can set to anything. */
function partOf(value: unknown): string {
  // No name has a part like this, so neither these strings nor other types can stand for what is absent.
  return typeof value === "string" && value !== "" ? value : ".";
}
