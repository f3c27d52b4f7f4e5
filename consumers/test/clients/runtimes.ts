import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Miniflare } from "miniflare";
import { build } from "rolldown";
import { launchBrowser } from "../../../packages/docs/test/launch-browser.ts";
import { runtimes as binaries } from "../runtimes.ts";
import type { Failures } from "./program.ts";

type Urls = Readonly<Record<string, string>>;

/** Runs the program in a runtime. */
export type Runtime = (urls: Urls) => Promise<Record<string, Failures>>;

/** Bundles the program with the packages, for a web platform, and a last line. */
async function bundle(lastLine: string): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(new URL("program.ts", import.meta.url)),
    output: { format: "esm" },
    platform: "browser",
    write: false,
  });
  return `${output[0].code}\n${lastLine}`;
}

/** Runs the program in a process, which prints what it returns. */
const inProcess =
  (file: string, ...args: string[]): Runtime =>
  async (urls) => {
    const folder = await mkdtemp(join(tmpdir(), "clients-"));
    try {
      const program = join(folder, "program.mjs");
      await writeFile(
        program,
        await bundle(`run(${JSON.stringify(urls)}).then((all) => console.log(JSON.stringify(all)));`),
      );
      const { stdout } = await promisify(execFile)(file, [...args, program], { cwd: folder });
      return JSON.parse(stdout);
    } finally {
      await rm(folder, { recursive: true });
    }
  };

const inWorkerd: Runtime = async (urls) => {
  const lastLine = "export default { fetch: async (request) => Response.json(await run(await request.json())) };";
  const script = (await bundle(lastLine)).replace(/^export \{ run \};$/m, "");
  const miniflare = new Miniflare({
    modules: true,
    script,
    compatibilityDate: "2026-01-01",
    // It prints the causes that it hides from the program.
    handleRuntimeStdio(stdout: Readable, stderr: Readable) {
      stdout.resume();
      stderr.resume();
    },
  });
  try {
    const response = await miniflare.dispatchFetch("http://localhost/", { method: "POST", body: JSON.stringify(urls) });
    return (await response.json()) as Record<string, Failures>;
  } finally {
    await miniflare.dispose();
  }
};

const inChromium: Runtime = async (urls) => {
  const program = await bundle("globalThis.run = run;");
  const server = createServer(({ url }, response) => {
    const isProgram = url === "/program.js";
    response.setHeader("Content-Type", isProgram ? "text/javascript" : "text/html");
    response.end(isProgram ? program : '<!doctype html><script type="module" src="/program.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { browser, close } = await launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction("globalThis.run");
    return await page.evaluate(`run(${JSON.stringify(urls)})`);
  } finally {
    await close();
    server.close();
  }
};

/** The runtimes by their names. */
export const runtimes: Readonly<Record<string, Runtime>> = {
  [`Node ${process.versions.node.split(".")[0]}`]: inProcess(process.execPath),
  "Node 22": inProcess(binaries.node("22")),
  "Node 24": inProcess(binaries.node("24")),
  Bun: inProcess(binaries.bun()),
  Deno: inProcess(binaries.deno(), "run", "--allow-net"),
  workerd: inWorkerd,
  Chromium: inChromium,
};
