import { longestTimer } from "../clock.js";
import { assertOptions, functionRule, type OptionRules, optionIssues } from "../option-rules.js";
import type { BaseReceiverOptions, DuplicateOptions, HandlerOptions } from "./options.js";
import type { Protocol } from "./protocol.js";
import type { QueueOptions } from "./queued-delivery.js";

const storeRule = "a store, such as memorySeenStore()";

const handlerRules: { readonly [Name in keyof HandlerOptions<never, never>]-?: OptionRules[string] } = {
  on: ["object", "a plain object with a handler for each delivery name", isPlain],
  onUnknown: functionRule,
  onInvalid: functionRule,
};

const rules: { readonly [Name in keyof (BaseReceiverOptions<never, never> & QueueOptions)]-?: OptionRules[string] } = {
  ...handlerRules,
  enqueue: functionRule,
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
 * Checks the options that all receivers have, and those of the vendor.
 * @throws {TypeError} for the first option that is wrong or unknown.
 */
export function assertReceiverOptions<Deliveries, Unknown>(
  options: BaseReceiverOptions<Deliveries, Unknown> & QueueOptions,
  { names, optionRules, longestWindow }: Pick<Protocol<never, never, never>, "names" | "optionRules" | "longestWindow">,
): void {
  assertOptions(options, { ...rules, ...optionRules });
  const { on, enqueue, duplicates } = options;
  assertNames(on, names);
  const handler = Object.keys(handlerRules).find((name) => Reflect.get(options, name) !== undefined);
  if (enqueue && handler) {
    throw new TypeError(
      `${handler} and enqueue can't be used together; give ${handler} to the dispatcher of the worker`,
    );
  }
  if (duplicates) {
    assertNested("duplicates", duplicates, timesOf(longestWindow), "option");
    if (duplicates.store === undefined) throw new TypeError(`duplicates.store must be ${storeRule}; got undefined`);
  }
}

/**
 * Checks the options of a dispatcher.
 * @throws {TypeError} for the first option that is wrong or unknown.
 */
export function assertHandlers<Deliveries, Unknown>(
  options: HandlerOptions<Deliveries, Unknown>,
  names: ReadonlySet<string>,
): void {
  assertOptions(options, handlerRules);
  assertNames(options.on, names);
}

function assertNames(on: object | undefined, names: ReadonlySet<string>): void {
  if (on) assertNested("on", on, Object.fromEntries([...names, "*"].map((name) => [name, functionRule])), "delivery");
}

function timesOf(longestWindow?: number): { readonly [Name in keyof DuplicateOptions]-?: OptionRules[string] } {
  const time = (longest: number): OptionRules[string] => [
    "number",
    `a whole number of milliseconds from 1 to ${longest}`,
    (value: number) => Number.isSafeInteger(value) && value >= 1 && value <= longest,
  ];
  return {
    store: ["object", storeRule, isStore],
    window: time(longestWindow ?? Number.MAX_SAFE_INTEGER),
    lease: time(Number.MAX_SAFE_INTEGER),
  };
}

function assertNested(name: string, options: object, nested: OptionRules, kind: string): void {
  const [issue] = optionIssues(options, nested, kind);
  if (issue) throw new TypeError(`${name}${issue.message.startsWith("[") ? "" : "."}${issue.message}`);
}

/** Whether all that an object offers is its own: what a class, an array or a Map inherits would never be called. */
function isPlain(value: object): boolean {
  const prototype: object | null = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function isStore(value: object): boolean {
  return ["claim", "renew", "complete", "release"].every((name) => typeof Reflect.get(value, name) === "function");
}
