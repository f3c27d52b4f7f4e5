import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { serveStatic } from "@hono/node-server/serve-static";
import { Hono } from "hono";
import { compress } from "hono/compress";
import { dist } from "./site.ts";

/** Why the pages can't be served, and what to do. */
export class ServeError extends Error {
  override name = "ServeError" as const;
}

/** A server that listens, and its address. */
export interface OpenServer {
  readonly server: ServerType;
  readonly url: string;
}

/** Where the site is, if not at its default place. */
export interface ServeOptions {
  /** The folder of the built site. */
  pages?: string | undefined;
  /** The path that the site was built for, with a slash at both ends; default: "/". */
  base?: string | undefined;
}

/** Types of files that Hono doesn't know. */
const types: Record<string, string> = { ".md": "text/markdown; charset=utf-8", ".yaml": "text/yaml; charset=utf-8" };

/** Creates the application that serves a built site, compressed, with its own page for addresses that it doesn't have. */
export function createApp({ pages = dist, base = "/" }: ServeOptions = {}): Hono {
  const app = new Hono();
  app.use(compress());
  app.use(async (context, next) => {
    await next();
    const type = types[extname(context.req.path)];
    if (type && context.res.ok) context.header("Content-Type", type);
  });
  app.use(`${base}*`, serveStatic({ root: pages, rewriteRequestPath: (path) => path.slice(base.length - 1) }));
  if (base !== "/") app.get("/", (context) => context.redirect(base));
  app.notFound(async (context) => context.html(await readFile(join(pages, "404.html"), "utf8"), 404));
  return app;
}

/**
 * Serves a built site on the loopback address.
 * @param port in digits; "0" is any free one, default: 8080.
 * @throws {ServeError} if the port isn't valid or is in use, or if there are no pages.
 */
export async function serve(port: string = "8080", options: ServeOptions = {}): Promise<OpenServer> {
  const { pages = dist, base = "/" } = options;
  const number = /^\d+$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= 65_535)) throw new ServeError(`PORT must be a number from 0 to 65535; got "${port}".`);
  if (!existsSync(join(pages, "index.html"))) {
    throw new ServeError("There are no pages yet. Build and serve them: npm run docs");
  }
  const server = createAdaptorServer({ fetch: createApp({ pages, base }).fetch });
  return new Promise((resolve, reject) => {
    server
      .on("error", (error: NodeJS.ErrnoException) => {
        const isInUse = error.code === "EADDRINUSE";
        const hint = `Port ${port} is in use. Choose another: PORT=${number + 1} npm run docs`;
        reject(isInUse ? new ServeError(hint) : error);
      })
      .listen(number, "127.0.0.1", () => {
        resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}` });
      });
  });
}
