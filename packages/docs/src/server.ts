import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer, type ServerType } from "@hono/node-server";
import { dist } from "./apis.ts";
import { app } from "./app.ts";

/** Why the pages can't be served, and what to do. */
export class ServeError extends Error {
  override name = "ServeError" as const;
}

/** A server that listens, and its address. */
export interface OpenServer {
  readonly server: ServerType;
  readonly url: string;
}

/**
 * Serves the built pages on the loopback address.
 * @param port in digits; "0" is any free one, default: 8080.
 * @throws {ServeError} if the port isn't valid or is in use, or if there are no pages.
 */
export async function serve(port: string = "8080", pages: string = dist): Promise<OpenServer> {
  const number = /^\d+$/.test(port) ? Number(port) : Number.NaN;
  if (!(number <= 65_535)) throw new ServeError(`PORT must be a number from 0 to 65535; got "${port}".`);
  if (!existsSync(join(pages, "index.html"))) {
    throw new ServeError("There are no pages yet. Build and serve them: npm run docs");
  }
  const server = createAdaptorServer({ fetch: app.fetch });
  return new Promise((resolve, reject) => {
    server
      .on("error", (error: NodeJS.ErrnoException) => {
        const isInUse = error.code === "EADDRINUSE";
        const hint = `Port ${port} is in use. Choose another: PORT=${number + 1} npm run docs`;
        reject(isInUse ? new ServeError(hint) : error);
      })
      .listen(number, "127.0.0.1", () => {
        resolve({ server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` });
      });
  });
}
