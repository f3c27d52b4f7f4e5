import { fileURLToPath } from "node:url";

/** The folder of the pages' sources. */
export const source: string = fileURLToPath(new URL("../site/", import.meta.url));

/** The folder that the site is built in. */
export const dist: string = fileURLToPath(new URL("../dist/", import.meta.url));

const { DOCS_BASE, DOCS_URL = "http://127.0.0.1:8080" } = process.env;

/** The path that the site is served at, with a slash at both ends, from `DOCS_BASE`; default: the path of `DOCS_URL`. */
export const base: string = `/${DOCS_BASE ?? new URL(DOCS_URL).pathname}/`.replace(/\/+/g, "/");

/** The address that the site is published at, from `DOCS_URL`; default: where `npm run docs` serves it. */
export const address: string = new URL(base, DOCS_URL).href;
