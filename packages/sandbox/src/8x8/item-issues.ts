import type { StandardSchema } from "@comms-webhooks/8x8-client/validators";
import { issuesOf } from "../http/issues.js";

const mostWrongItems = 20;

/**
 * Says what is wrong with an array, up to its twentieth wrong item: the time that the check of an array takes grows by
 * the square of the number of wrong items.
 */
export function itemIssues(array: StandardSchema<unknown>, item: StandardSchema<unknown>, value: unknown): string[] {
  if (!Array.isArray(value)) return issuesOf(array, value);
  let end = 0;
  for (let wrong = 0; end < value.length && wrong < mostWrongItems; end += 1) {
    if (issuesOf(item, value[end]).length > 0) wrong += 1;
  }
  return issuesOf(array, value.slice(0, end));
}
