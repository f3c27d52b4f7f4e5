import { existsSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createAdaptorServer } from "@hono/node-server";
import { dist } from "./apis.ts";
import { app } from "./app.ts";

const port = Number(process.env["PORT"] ?? 8080);

if (!Number.isInteger(port) || port < 0 || port > 65535) fail(`PORT is "${process.env["PORT"]}", not a port.`);
else if (!existsSync(join(dist, "index.html"))) fail("There are no pages yet. Build and serve them: npm run docs");
else {
  createAdaptorServer({ fetch: app.fetch })
    .on("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      fail(taken ? `Port ${port} is taken. Choose another: PORT=${port + 1} npm run docs` : error.message);
    })
    .listen(port, "127.0.0.1", function (this: { address(): AddressInfo | string | null }) {
      console.log(`The docs are at http://127.0.0.1:${(this.address() as AddressInfo).port}/ (Ctrl+C stops them).`);
    });
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}
