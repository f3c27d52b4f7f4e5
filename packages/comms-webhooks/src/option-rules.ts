import { type Issue, issueAt, suggestion } from "@comms-webhooks/validation";

/** What an option must be: its `typeof`, or any; the rule in words; and a further check of values of that type. */
export type OptionRule = readonly [type: string, rule: string, isValid?: (value: never) => boolean];

/** The rules of a function's options by name. Options without a rule are unknown. */
export type OptionRules = { readonly [name: string]: OptionRule };

/** The rule of an option that is a function. */
export const functionRule: OptionRule = ["function", "a function"];

/** The rule of an option that switches something on. */
export const flagRule: OptionRule = ["boolean", "true or false"];

/** Which secrets are written: all that may differ, those that differ for sure, or none. */
export type Secrets = "write" | "compare" | "keep";

/** The rule of the option that decides which secrets are written. */
export const secretsRule: OptionRule = [
  "string",
  '"write", "compare" or "keep"',
  (value: string) => ["write", "compare", "keep"].includes(value),
];

/** The rule of an option that is checked where it is used, such as a secret, of which no message shows anything. */
export const ownCheckRule: OptionRule = ["any", "given"];

/**
 * Finds the wrong and the unknown among the options that a user gave. An option that is `undefined` wasn't given. `kind` is
 * what messages call an unknown one. Default: `"option"`.
 */
export function optionIssues(options: unknown, rules: OptionRules, kind = "option"): Issue[] {
  if (typeof options !== "object" || options === null) {
    return [{ path: [], message: "the options must be an object" }];
  }
  // Options are copied in places, and what an object inherits would be lost there: a handler that is never called.
  const others = Object.keys(rules).filter((name) => Reflect.get(options, name) !== undefined && !isOwn(options, name));
  const inherited = others.map((name) => issueAt([name], `must be set on the object itself, not inherited`));
  const own = Object.entries(options).flatMap(([name, value]: [string, unknown]) => {
    if (value === undefined) return [];
    if (!Object.hasOwn(rules, name))
      return [issueAt([name], `isn't a known ${kind}${suggestion(name, Object.keys(rules))}`)];
    const [type, rule, isValid = () => true] = rules[name] as OptionRule;
    const hasType = type === "any" || (value !== null && typeof value === type);
    if (hasType && isValid(value as never)) return [];
    const got = typeof value === "number" || value === null ? value : typeof value;
    return [issueAt([name], `must be ${rule}${hasType && type !== "number" ? "" : `; got ${got}`}`)];
  });
  return [...inherited, ...own];
}

/** Returns whether a copy of an object has a property too. */
function isOwn(object: object, name: string): boolean {
  return Object.prototype.propertyIsEnumerable.call(object, name);
}

/**
 * Checks options where they are given.
 * @throws {TypeError} for the first one that is wrong or unknown.
 */
export function assertOptions(options: unknown, rules: OptionRules): void {
  const [issue] = optionIssues(options, rules);
  if (issue) throw new TypeError(issue.message);
}
