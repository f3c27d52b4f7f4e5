import type { ConnectionOptions } from "bullmq";
import { assertOptions, type OptionRule, type OptionRules } from "../option-rules.js";

/** What a queue and its workers have in common. */
export interface BullOptions {
  /**
   * Where Redis is: options of ioredis, such as `{ url: "redis://127.0.0.1:6379" }`, or a client of `ioredis` or `redis`.
   * A client should not queue commands while it is offline.
   */
  readonly connection: ConnectionOptions;
  /** The name of the queue, the same for its workers; one for each vendor. Default: `comms-webhooks`. */
  readonly name?: string | undefined;
}

/** The name of a queue by default. */
export const defaultName = "comms-webhooks";

/**
 * Checks the options of a queue or a worker: those of both, and those with own rules.
 * @throws {TypeError} for the first option that is wrong, unknown or missing.
 */
export function assertBullOptions(options: BullOptions, own: OptionRules, ...required: string[]): void {
  const rules: OptionRules = {
    connection: ["object", "the options of a connection to Redis, or a client"],
    name: ["string", 'a name without ":"', (value: string) => value !== "" && !value.includes(":")],
    ...own,
  };
  assertOptions(options, rules);
  for (const name of ["connection", ...required]) {
    if (Reflect.get(options, name) === undefined) {
      throw new TypeError(`${name} must be ${rules[name]?.[1]}; got undefined`);
    }
  }
}

/** The rule of an option that BullMQ checks. */
export const bullRule: OptionRule = ["object", "an object"];

/** Returns a rule for whole numbers from 1. */
export function countRule(unit: string): OptionRule {
  return ["number", `${unit} from 1`, (value: number) => Number.isSafeInteger(value) && value >= 1];
}

/** Returns a connection that reconnects within two seconds of Redis being back, with further defaults for options. */
export function connectionWith(connection: ConnectionOptions, defaults: object = {}): ConnectionOptions {
  if ("duplicate" in connection) return connection; // A client, which has its own options.
  return { retryStrategy: (times: number) => Math.min(times * 200, 2_000), ...defaults, ...connection };
}
