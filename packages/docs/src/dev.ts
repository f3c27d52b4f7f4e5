import { watch } from "node:fs";
import { dirname } from "node:path";
import { createServer } from "vitepress";
import { apis } from "./apis.ts";
import { devReferences } from "./dev-references.ts";
import { readPages } from "./pages.ts";
import { writeReferences } from "./references.ts";
import { source } from "./site.ts";

type Server = Awaited<ReturnType<typeof createServer>>;

const quiet = 200; // Milliseconds: a build writes several files.
let server = await start(Number(process.env["PORT"] ?? 8080), false);
console.log(
  `The docs are at ${server.resolvedUrls?.local[0]} and reload in the browser when a spec or a page changes.`,
);

// The document of an API is written last. Pages that it makes, and the sidebar, are only read when a server starts; the
// client that is in every page reloads it once the next server is there.
let timer: NodeJS.Timeout | undefined;
let restarts = Promise.resolve();
for (const { document } of apis) {
  watch(dirname(document), () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      restarts = restarts.then(restart);
    }, quiet);
  });
}

/** Renders the references and starts the server of VitePress, which follows edits of pages and of the theme by itself. */
async function start(port: number, strictPort: boolean): Promise<Server> {
  await writeReferences(devReferences, await readPages(source));
  const started = await createServer(source, { host: "127.0.0.1", port, strictPort }, restart);
  return started.listen();
}

async function restart(): Promise<void> {
  const port = server.config.server.port ?? 8080;
  await server.close();
  server = await start(port, true);
}
