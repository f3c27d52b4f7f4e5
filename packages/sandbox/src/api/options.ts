import { nearest } from "@comms-webhooks/validation";
import { longestTimer } from "../clock/sources.js";

/** The rule of an option: a check, and the words for what passes it. */
export type OptionRule = readonly [isValid: (value: unknown) => boolean, expected: string];

/** The rules of options, by their names. */
export type OptionRules<Options extends object> = { readonly [Name in keyof Options]-?: OptionRule };

/** The rules of options of the usual types. */
export const rules: Readonly<
  Record<"flag" | "function" | "milliseconds" | "port" | "string" | "strings", OptionRule>
> & {
  readonly each: (isValid: (item: string) => boolean, expected: string) => OptionRule;
} = {
  flag: [(value) => typeof value === "boolean", "true or false"],
  function: [(value) => typeof value === "function", "a function"],
  milliseconds: [
    (value) => typeof value === "number" && value >= 0 && value <= longestTimer,
    `milliseconds from 0 to ${longestTimer}`,
  ],
  port: [
    (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 65535,
    "a whole number from 0 to 65535",
  ],
  string: [(value) => typeof value === "string", "a string"],
  strings: [(value) => Array.isArray(value) && value.every((item) => typeof item === "string"), "an array of strings"],
  each: (isValid, expected) => [
    (value) => Array.isArray(value) && value.every((item) => typeof item === "string" && isValid(item)),
    `an array of ${expected}`,
  ],
};

/** Throws a `TypeError` that names the first option that isn't valid or looks misspelled. */
export function assertOptions(options: unknown, known: Readonly<Record<string, OptionRule>>): void {
  if (typeof options !== "object" || options === null) throw new TypeError("the options must be an object");
  for (const [name, value] of Object.entries(options)) {
    const rule = Object.hasOwn(known, name) ? known[name] : undefined;
    if (rule === undefined) {
      // Other names are ignored: a manual clock that is spread into the options has methods of its own.
      const meant = nearest(name, Object.keys(known));
      if (meant !== undefined) throw new TypeError(`${name} isn't an option; did you mean ${meant}?`);
    } else if (value !== undefined && !rule[0](value)) {
      throw new TypeError(`${name} must be ${rule[1]}; got ${describe(value)}`);
    }
  }
}

function describe(value: unknown): string {
  if (typeof value === "number" || value === null) return String(value);
  if (Array.isArray(value)) return value.every((item) => typeof item === "string") ? JSON.stringify(value) : "an array";
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}
