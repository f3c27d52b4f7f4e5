import { longestTimer } from "../clock.js";
import { nearest } from "./nearest.js";
import type { BaseReceiverOptions, DuplicateOptions } from "./options.js";
import type { Protocol } from "./protocol.js";

type Rule = readonly [holds: (value: unknown) => boolean, words: string];

const isFunction = (value: unknown) => typeof value === "function";
const isObject = (value: unknown) => typeof value === "object" && value !== null;
const callable: Rule = [isFunction, "a function"];
const duration = (longest = Number.MAX_SAFE_INTEGER): Rule => [
  (value) => Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= longest,
  `a whole number of milliseconds from 1 to ${longest}`,
];

const rules: Readonly<Record<keyof BaseReceiverOptions<never, never>, Rule>> = {
  on: [isObject, "an object with a handler for each delivery name"],
  onUnknown: callable,
  onInvalid: callable,
  onRejected: callable,
  onError: callable,
  invalid: [(value) => value === "accept" || value === "reject", '"accept" or "reject"'],
  maxBytes: [(value) => Number(value) >= 0 && typeof value === "number", "a number of bytes"],
  deadline: [
    (value) => Number(value) >= 0 && Number(value) <= longestTimer && typeof value === "number",
    `a number of milliseconds from 0 to ${longestTimer}`,
  ],
  duplicates: [isObject, "an object with a store"],
  now: callable,
  setTimer: callable,
};

/**
 * Checks the options that all receivers have, and the names of all options.
 * @throws {TypeError} that names the first wrong option.
 */
export function assertReceiverOptions<Deliveries, Unknown>(
  options: BaseReceiverOptions<Deliveries, Unknown>,
  { names, optionNames, longestWindow }: Pick<Protocol<never, never, never>, "names" | "optionNames" | "longestWindow">,
): void {
  assertNames("", options, [...optionNames, ...Object.keys(rules)], "a receiver option");
  assertValues("", options, rules);
  assertNames("on.", options.on, [...names, "*"], "the name of a known delivery");
  for (const name of Object.keys(options.on ?? {})) assertValues("on.", options.on, { [name]: callable });
  if (!options.duplicates) return;
  const duplicateRules: Readonly<Record<keyof DuplicateOptions, Rule>> = {
    window: duration(longestWindow),
    lease: duration(),
    store: [isStore, "a store, such as memorySeenStore()"],
  };
  assertNames("duplicates.", options.duplicates, Object.keys(duplicateRules), "an option of duplicates");
  assertValues("duplicates.", { ...options.duplicates, store: options.duplicates.store ?? null }, duplicateRules);
}

function assertNames(prefix: string, values: object = {}, known: readonly string[], what: string): void {
  const wrong = Object.keys(values).find((name) => !known.includes(name));
  if (wrong === undefined) return;
  const right = nearest(wrong, known);
  throw new TypeError(`${prefix}${wrong} isn't ${what}${right === undefined ? "" : `; did you mean ${right}?`}`);
}

function assertValues(prefix: string, values: object = {}, checks: Readonly<Record<string, Rule>>): void {
  for (const [name, [holds, words]] of Object.entries(checks)) {
    const value = (values as Readonly<Record<string, unknown>>)[name];
    if (value === undefined || holds(value)) continue;
    const got = typeof value === "number" || value === null ? value : typeof value;
    throw new TypeError(`${prefix}${name} must be ${words}; got ${got}`);
  }
}

function isStore(value: unknown): boolean {
  const { claim, complete, release } = Object(value) as Readonly<Record<string, unknown>>;
  return [claim, complete, release].every(isFunction);
}
