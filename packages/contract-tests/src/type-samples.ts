import { readdirSync, readFileSync } from "node:fs";
import { type Api, apis } from "./apis.ts";
import type { Files } from "./compile.ts";
import { deliveryExamples } from "./deliveries.ts";
import { type Example, listExamples } from "./examples.ts";

const test = new URL("../test/", import.meta.url);
const repository = new URL("../../../", import.meta.url);

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

/** The READMEs of the repository that have samples of code, by their paths. */
export function readmePages(): Map<string, string[]> {
  const packages = readdirSync(new URL("packages/", repository)).map((name) => `packages/${name}/`);
  const pages = ["", ...packages].filter((place) => files(new URL(place, repository)).includes("README.md"));
  const samples = pages.map((place) => [`${place}README.md`, samplesOf(`${place}README.md`)] as const);
  return new Map(samples.filter(([, found]) => found.length > 0));
}

/** The files that declare what the samples of READMEs leave out: `test/surroundings.ts` and one for each API. */
export function surroundings(): string[] {
  const places = ["", ...apis.map((api) => `${api}/`)];
  return places
    .filter((place) => files(new URL(place, test)).includes("surroundings.ts"))
    .map((p) => `${p}surroundings.ts`);
}

function samplesOf(page: string): string[] {
  const text = readFileSync(new URL(page, repository), "utf8");
  return [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, code]) => code ?? "");
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
