import { ServeError, serve } from "./server.ts";
import { base } from "./site.ts";

try {
  const { url } = await serve(process.env["PORT"] || undefined, { base });
  console.log(`The docs are at ${url} (Ctrl+C stops the server).`);
} catch (error) {
  console.error(error instanceof ServeError ? error.message : error);
  process.exitCode = 1;
}
