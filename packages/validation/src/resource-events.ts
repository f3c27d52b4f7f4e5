import { fieldMessage, oneOf } from "./issue.js";
import type { Rule } from "./standard-schema.js";

/**
 * The rule that `event` is one of the events of `resource`.
 * With the library option `undocumented: true` any two strings pass.
 */
export function resourceEvents(table: Readonly<Record<string, readonly string[]>>): Rule {
  return (value, { undocumented }) => {
    if (undocumented === true) return [];
    const { resource, event } = Object(value) as { resource?: unknown; event?: unknown };
    if (typeof resource !== "string" || typeof event !== "string") return [];
    const known = Object.hasOwn(table, resource);
    const events = known ? (table[resource] ?? []) : [...new Set(Object.values(table).flat())];
    const issues = known ? [] : [issue("resource", oneOf(Object.keys(table)), resource)];
    if (!events.includes(event)) {
      const scope = known ? ` for the resource ${JSON.stringify(resource)}` : "";
      issues.push(issue("event", oneOf(events) + scope, event));
    }
    return issues;
  };
}

function issue(name: string, expected: string, got: string) {
  return { message: fieldMessage([name], `must be ${expected}`, got), path: [name] };
}
