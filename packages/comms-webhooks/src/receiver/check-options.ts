import { longestTimer } from "../clock.js";
import { assertOptions, functionRule, type OptionRules, optionIssues } from "../option-rules.js";
import type { BaseReceiverOptions, DuplicateOptions } from "./options.js";
import type { Protocol } from "./protocol.js";

const rules: { readonly [Name in keyof BaseReceiverOptions<never, never>]-?: OptionRules[string] } = {
  on: ["object", "an object with a handler for each delivery name"],
  onUnknown: functionRule,
  onInvalid: functionRule,
  onRejected: functionRule,
  onError: functionRule,
  invalid: ["string", '"accept" or "reject"', (value) => ["accept", "reject"].includes(value)],
  maxBytes: ["number", "a number of bytes from 0", (value: number) => value >= 0],
  deadline: ["number", "milliseconds from 0 to 2147483647", (value: number) => value >= 0 && value <= longestTimer],
  duplicates: ["object", "an object with a store"],
  now: functionRule,
  setTimer: functionRule,
};

/**
 * Checks the options that all receivers have, and the names of all options. The vendor checks the values of its own.
 * @throws {TypeError} for the first option that is wrong or unknown.
 */
export function assertReceiverOptions<Deliveries, Unknown>(
  options: BaseReceiverOptions<Deliveries, Unknown>,
  { names, optionNames, longestWindow }: Pick<Protocol<never, never, never>, "names" | "optionNames" | "longestWindow">,
): void {
  const own = Object.fromEntries(optionNames.map((name) => [name, undefined]));
  const ownRules = Object.fromEntries(optionNames.map((name) => [name, functionRule]));
  assertOptions(Object(options) === options ? { ...options, ...own } : options, { ...rules, ...ownRules });
  const { on, duplicates } = options;
  if (on) assertNested("on", on, Object.fromEntries([...names, "*"].map((name) => [name, functionRule])));
  if (duplicates)
    assertNested("duplicates", { ...duplicates, store: duplicates.store ?? null }, timesOf(longestWindow));
}

function timesOf(longestWindow?: number): { readonly [Name in keyof DuplicateOptions]-?: OptionRules[string] } {
  const time = (longest: number): OptionRules[string] => [
    "number",
    `a whole number of milliseconds from 1 to ${longest}`,
    (value: number) => Number.isSafeInteger(value) && value >= 1 && value <= longest,
  ];
  return {
    store: ["object", "a store, such as memorySeenStore()", isStore],
    window: time(longestWindow ?? Number.MAX_SAFE_INTEGER),
    lease: time(Number.MAX_SAFE_INTEGER),
  };
}

function assertNested(name: string, options: object, nested: OptionRules): void {
  const [issue] = optionIssues(options, nested);
  if (issue) throw new TypeError(`${name}${issue.message.startsWith("[") ? "" : "."}${issue.message}`);
}

function isStore(value: object): boolean {
  return ["claim", "complete", "release"].every((name) => typeof Reflect.get(value, name) === "function");
}
