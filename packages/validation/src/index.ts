/**
 * What the generated validators share at run time. Only generated code calls it.
 *
 * @module
 */

export { absent, absentNulls } from "./absent-nulls.js";
export { joinErrors, requiredError, typeError } from "./check-errors.js";
export { isDateTime, isInt32, isInteger } from "./formats.js";
export { type CheckError, fieldMessage, formatIssues, type Issue, issueAt } from "./issue.js";
export { lookUp } from "./look-up.js";
export { resourceEvents } from "./resource-events.js";
export {
  type Check,
  type Result,
  type Rule,
  readingSchema,
  type StandardSchema,
  standardSchema,
  type ValidateOptions,
} from "./standard-schema.js";
export { nearest, suggestion } from "./suggestion.js";
export { parseUrl } from "./url.js";
export { areUnique, codePoints, equal, isMultiple } from "./values.js";
