import { fileURLToPath } from "node:url";

/** The folder of the pages' sources. */
export const source: string = fileURLToPath(new URL("../site/", import.meta.url));

/** The folder that the site is built in. */
export const dist: string = fileURLToPath(new URL("../dist/", import.meta.url));

/** The path that the site is served at, with a slash at both ends, from `DOCS_BASE`; default: `/`. */
export const base: string = baseOf(process.env["DOCS_BASE"]);

function baseOf(path = "/"): string {
  return `/${path}/`.replace(/\/+/g, "/");
}
