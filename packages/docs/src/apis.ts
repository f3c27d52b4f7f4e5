import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** The parts of a bundled document that the index and the tests read. */
export interface Document {
  info: { title: string; summary: string; version: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, { operationId?: string; summary?: string; tags?: string[] }>>;
  webhooks: Record<string, { post: { summary: string; tags?: string[] } }>;
}

/** An API whose reference is part of these docs, and the files its spec package builds. */
export interface Api {
  name: string;
  document: string;
  reference: string;
}

const specs = new URL("../../../specs/", import.meta.url);
const built = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier));

/** The APIs of the folder `specs`, in alphabetical order. */
export const apis: readonly Api[] = readdirSync(specs)
  .filter((name) => existsSync(new URL(`${name}/package.json`, specs)))
  .map((name) => ({
    name,
    document: built(`@comms-webhooks/${name}-spec/openapi.json`),
    reference: built(`@comms-webhooks/${name}-spec/reference.html`),
  }));
