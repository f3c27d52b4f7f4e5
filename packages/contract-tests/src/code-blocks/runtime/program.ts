// Runs a module of a page: node program.js <file> <path of deliveries> <"deliver" after these blocks | "serve">
import { appendFileSync, writeFileSync } from "node:fs";
import type { Server as HttpServer } from "node:http";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { deliver } from "./deliveries.ts";
import { servers, world } from "./network.ts";

Error.stackTraceLimit = 50;

const [, , file = "", path = "/", ...waiting] = process.argv;

const fail = (error: unknown) => {
  const { stack, cause } = Object(error) as Partial<Error>;
  const reason = cause instanceof Error ? `\ncause: ${cause.message}` : "";
  writeFileSync(join(world.state, "error"), `${stack ?? String(error)}${reason}`);
  process.exit(1);
};
process.on("uncaughtException", fail);

Object.assign(globalThis, {
  async endOfBlock(index: number) {
    if (waiting.includes(String(index))) await deliver({}, path);
    process.stdout.write(`\uE000${index}\uE000`);
  },
});

const given = { ...process.env };

try {
  const exported = await import(pathToFileURL(file).href);
  if (waiting.includes("serve")) {
    // A shell block has the variables that its setup sets.
    const changed = Object.entries(process.env).filter(([name, value]) => value !== given[name]);
    const lines = changed.map(([name, value = ""]) => `export ${name}='${value.replaceAll("'", "'\\''")}'\n`);
    appendFileSync(join(world.state, "variables"), lines.join(""));
  } else {
    await deliver(exported, path);
    for (const server of servers) {
      server.close();
      (server as Partial<HttpServer>).closeAllConnections?.();
    }
  }
} catch (error) {
  fail(error);
}
