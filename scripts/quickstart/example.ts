import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** Returns the value of an example in an API's specification. */
export function example<Value>(api: string, name: string): Value {
  const file = createRequire(import.meta.url).resolve(`@comms-webhooks/${api}-spec/openapi.json`);
  return JSON.parse(readFileSync(file, "utf8")).components.examples[name].value;
}
