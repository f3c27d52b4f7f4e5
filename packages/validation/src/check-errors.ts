import type { CheckError } from "./issue.js";

/** Creates the error of a value of another type than its own, or than one of several. */
export function typeError(instancePath: string, type: string | readonly string[]): CheckError {
  return { instancePath, keyword: "type", params: { type } };
}

/** Creates the error of a missing property. */
export function requiredError(instancePath: string, missingProperty: string): CheckError {
  return { instancePath, keyword: "required", params: { missingProperty } };
}

/** Adds the errors of a check that another one has called, in place: a copy each time would take the square of the time. */
export function joinErrors(errors: CheckError[] | null, others: readonly CheckError[]): readonly CheckError[] {
  if (errors === null) return others;
  for (const error of others) errors.push(error);
  return errors;
}
