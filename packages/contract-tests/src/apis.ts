import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { OpenApiDocument } from "./document.ts";

/** The name of an API: its folder in `specs`, which begins the names of its packages. */
export type Api = string;

const require = createRequire(import.meta.url);
const specs = new URL("../../../specs/", import.meta.url);
const documents = new Map<Api, OpenApiDocument>();

/** Every API of the repository. */
export const apis: readonly Api[] = readdirSync(specs).filter((name) =>
  existsSync(new URL(`${name}/package.json`, specs)),
);

/** Returns an API's bundled document, as its spec package exports it. */
export function documentOf(api: Api): OpenApiDocument {
  const path = require.resolve(`@comms-webhooks/${api}-spec/openapi.json`);
  const document = documents.get(api) ?? (JSON.parse(readFileSync(path, "utf8")) as OpenApiDocument);
  documents.set(api, document);
  return document;
}

/** Returns the folder with the files of an API's examples. */
export function exampleFolder(api: Api): string {
  return join(dirname(require.resolve(`@comms-webhooks/${api}-spec/package.json`)), "examples");
}

/** Imports an entry of an API's generated client, such as `/data`; the main one is "". */
export function importClient<Entry = Record<string, unknown>>(api: Api, entry: string): Promise<Entry> {
  return import(`@comms-webhooks/${api}-client${entry}`) as Promise<Entry>;
}
