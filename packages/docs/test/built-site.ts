import { readdirSync } from "node:fs";
import { join } from "node:path";
import { apis } from "../src/apis.ts";
import { type OpenServer, serve } from "../src/server.ts";
import { dist } from "../src/site.ts";
import { type LaunchedBrowser, launchBrowser } from "./launch-browser.ts";

/** A page of the built site. */
export interface BuiltPage {
  /** Path below the site's base, such as `guides/receive.html`. */
  path: string;
  /** Whether Redoc rendered it: a document of its own, with everything in one file. */
  isReference: boolean;
}

/** Lists all files of the built site, with paths that begin below its base. */
export function builtFiles(folder: string = dist): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(folder.length).replaceAll("\\", "/").replace(/^\//, ""))
    .sort();
}

/** The pages of the built site, whoever wrote them. */
export const builtPages: readonly BuiltPage[] = builtFiles()
  .filter((path) => path.endsWith(".html"))
  .map((path) => ({ path, isReference: apis.some(({ name }) => path === `reference/${name}.html`) }));

const partOf = ({ path }: BuiltPage): string => path.replace(/\/.*/, "");

/** The first page of each part of the site: the pages of a part consist of the same components. */
export const firstPages: readonly BuiltPage[] = builtPages.filter(
  (page, index, all) =>
    !page.isReference && all.findIndex((one) => !one.isReference && partOf(one) === partOf(page)) === index,
);

/** The site on a port of its own, and a browser that reaches nothing else. */
export interface OpenSite extends LaunchedBrowser {
  /** The site's address, with a slash at its end. */
  url: string;
}

/** Serves the built site and starts a browser. */
export async function openSite(): Promise<OpenSite> {
  const { server, url }: OpenServer = await serve("0");
  const { browser, close } = await launchBrowser().catch((error) => {
    server.close();
    throw error;
  });
  return {
    browser,
    url,
    async close() {
      await close();
      server.close();
    },
  };
}
