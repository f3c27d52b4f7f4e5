import { fileURLToPath } from "node:url";

/** What of a bundled document the index and the tests need. */
export interface Document {
  info: { title: string; summary: string; version: string };
  paths: Record<string, Record<string, { operationId?: string; summary?: string }>>;
  webhooks: Record<string, { post: { summary: string } }>;
}

/** An API whose reference is part of these docs, and the files its spec package builds. */
export interface Api {
  name: string;
  document: string;
  reference: string;
}

const built = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier));

/** The APIs, in the index's order. */
export const apis: readonly Api[] = ["webex", "8x8"].map((name) => ({
  name,
  document: built(`@comms-webhooks/${name}-spec/openapi.json`),
  reference: built(`@comms-webhooks/${name}-spec/reference.html`),
}));

/** Where the pages are built. */
export const dist: string = fileURLToPath(new URL("../dist/", import.meta.url));
