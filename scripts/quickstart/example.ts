import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Reads an example of a specification, which the reference pages show too. */
export function example<Value>(api: "webex" | "8x8", name: string): Value {
  const file = createRequire(import.meta.url).resolve(`@comms-webhooks/${api}-spec/openapi.json`);
  return JSON.parse(readFileSync(file, "utf8")).components.examples[name].value;
}
