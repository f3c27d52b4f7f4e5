import { readdirSync } from "node:fs";
import { type Api, apis } from "./apis.ts";
import type { Files } from "./compile.ts";
import { deliveryExamples } from "./deliveries.ts";
import { type Example, listExamples } from "./examples.ts";

const test = new URL("../test/", import.meta.url);

/** The file with an API's examples of operations, and the file with those of its deliveries. */
export function literalFiles(api: Api): readonly [operations: string, deliveries: string] {
  return [`literals-${api}.ts`, `deliveries-${api}.ts`];
}

/** Writes every example of an API as a literal of its type. */
export function literals(api: Api): Files {
  const [operations, deliveries] = literalFiles(api);
  const typed = deliveryExamples(api).map(
    ({ delivery, value }, index) => `export const e${index}: DeliveryMap["${delivery}"] = ${JSON.stringify(value)};`,
  );
  return {
    [operations]: [operationsImport(api), ...listExamples(api).map(literalOf)].join("\n"),
    [deliveries]: [`import type { DeliveryMap } from "@comms-webhooks/${api}-types";`, ...typed].join("\n"),
  };
}

/** Writes the first example of an API with another value, as a literal of its type. */
export function wrongLiteral(api: Api, value: unknown): string {
  const [first] = listExamples(api);
  return [operationsImport(api), literalOf({ ...(first as Example), value }, 0)].join("\n");
}

/** The files with assertions about types: those of `test/<api>/types`. */
export function assertionFiles(): string[] {
  return apis.flatMap((api) => files(new URL(`${api}/types/`, test)).map((name) => `${api}/types/${name}`));
}

function files(place: URL): string[] {
  try {
    return readdirSync(place);
  } catch {
    return [];
  }
}

function operationsImport(api: Api): string {
  return `import type { operations } from "@comms-webhooks/${api}-types";`;
}

function literalOf({ operationId, place, value }: Example, index: number): string {
  const operation = `operations["${operationId}"]`;
  const body =
    place === "request"
      ? `NonNullable<${operation}["requestBody"]>`
      : `${operation}["responses"][${JSON.stringify(place)}]`;
  return `export const e${index}: ${body}["content"]["application/json"] = ${JSON.stringify(value)};`;
}
