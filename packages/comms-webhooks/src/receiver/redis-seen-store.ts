import { assertOptions } from "../option-rules.js";
import type { Claim, SeenStore } from "./seen-store.js";

/**
 * Sends a command to Redis: `(args) => client.sendCommand(args)` with `redis`, or
 * `([name, ...args]) => client.call(name, ...args)` with `ioredis`.
 */
export type RedisCommand = (args: string[]) => Promise<unknown>;

/** Options of {@link redisSeenStore}. */
export interface RedisSeenStoreOptions {
  /** What the keys in Redis begin with. Default: `comms-webhooks:`. */
  readonly prefix?: string | undefined;
}

const done = "done";

const claimScript = `local value = redis.call("GET", KEYS[1])
if value then return value end
redis.call("SET", KEYS[1], ARGV[1], "PX", ARGV[2])
return false`;

/** Sets a key unless another claim holds it. */
const setScript = `local value = redis.call("GET", KEYS[1])
if not value or value == ARGV[1] then redis.call("SET", KEYS[1], ARGV[2], "PX", ARGV[3]) end
return 0`;

const releaseScript = `if redis.call("GET", KEYS[1]) == ARGV[1] then redis.call("DEL", KEYS[1]) end
return 0`;

/**
 * Creates a store for several processes, on Redis 6 or later through your own Redis client. Every step is atomic.
 * @throws {TypeError} if `command` isn't a function, or an option is wrong or unknown.
 *
 * @example
 * ```ts check="needs Redis"
 * import { redisSeenStore } from "comms-webhooks";
 * import { createClient } from "redis";
 *
 * const redis = await createClient().connect();
 * // An option of every receiver.
 * export const duplicates = { store: redisSeenStore((args) => redis.sendCommand(args)) };
 * ```
 */
export function redisSeenStore(command: RedisCommand, options: RedisSeenStoreOptions = {}): SeenStore {
  if (typeof command !== "function") {
    throw new TypeError(`command must be a function that sends a command to Redis; got ${typeof command}`);
  }
  assertOptions(options, { prefix: ["string", "a string"] });
  const { prefix = "comms-webhooks:" } = options;
  const run = (script: string, key: string, ...args: string[]) => command(["EVAL", script, "1", prefix + key, ...args]);
  return {
    async claim(key, lease): Promise<Claim> {
      const token = crypto.randomUUID();
      const value = await run(claimScript, key, token, String(lease));
      if (value === null || value === undefined) return { state: "new", token };
      return { state: String(value) === done ? "done" : "busy" };
    },
    async renew(key, token, lease) {
      await run(setScript, key, token, token, String(lease));
    },
    async complete(key, token, window) {
      await run(setScript, key, token, done, String(window));
    },
    async release(key, token) {
      await run(releaseScript, key, token);
    },
  };
}
