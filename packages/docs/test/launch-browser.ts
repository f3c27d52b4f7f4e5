import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium } from "playwright-core";
import { longest } from "./watched-page.ts";

const installed = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/** Chromium keeps from calling home. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A running browser, and a function that ends it and leaves nothing behind. */
export interface LaunchedBrowser {
  browser: Browser;
  close(): Promise<void>;
}

/**
 * Starts a real Chromium that can't reach the network: `CHROMIUM_PATH`, the machine's own, or the one from npm. No name but
 * the loopback address is resolved, and those that stand for it.
 */
export async function launchBrowser(loopbackNames: readonly string[] = []): Promise<LaunchedBrowser> {
  const chosen = process.env["CHROMIUM_PATH"] ?? installed.find((path) => existsSync(path));
  const folder = await mkdtemp(join(tmpdir(), "chromium-"));
  const names = loopbackNames.map((name) => `MAP ${name} 127.0.0.1, `).join("");
  const args = [`--host-resolver-rules=${names}MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`, ...flags];
  const cleanUp = () => rm(folder, { recursive: true, force: true });
  try {
    const { executablePath, env } = chosen ? { executablePath: chosen, env: process.env } : await unpack(folder);
    const browser = await chromium.launch({ executablePath, args, env: defined(env), timeout: longest });
    return {
      browser,
      async close() {
        await browser.close();
        await cleanUp();
      },
    };
  } catch (cause) {
    await cleanUp();
    const what = chosen ?? "The Chromium of @sparticuz/chromium (Linux on x64)";
    throw new Error(
      `${what} doesn't start. Install Chromium or Chrome, or set CHROMIUM_PATH to one.\n${(cause as Error).message}`,
      { cause },
    );
  }
}

/** Unpacks the browser from npm, with the libraries (NSS, expat) and fonts that it carries for machines without them. */
async function unpack(folder: string): Promise<{ executablePath: string; env: NodeJS.ProcessEnv }> {
  const before = { ...process.env };
  try {
    // The package unpacks below TMPDIR, where it would also run whatever file it finds, and its libraries only there.
    Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: "nodejs20.x" });
    const { default: packaged } = await import("@sparticuz/chromium");
    const executablePath = await packaged.executablePath();
    // The list of font folders is written for machines whose TMPDIR is /tmp. Without a font there is no text to see.
    const fonts = join(folder, "fonts/fonts.conf");
    await writeFile(fonts, (await readFile(fonts, "utf8")).replaceAll("/tmp/", `${folder}/`));
    return { executablePath, env: { ...process.env, TMPDIR: before["TMPDIR"] } };
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

const defined = (env: NodeJS.ProcessEnv): Record<string, string> =>
  Object.fromEntries(Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined));
