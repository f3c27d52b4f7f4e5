import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const tsx = createRequire(import.meta.url).resolve("tsx/cli");
const script = fileURLToPath(new URL("../src/serve.ts", import.meta.url));

const serve = (port: string): ChildProcess =>
  spawn(process.execPath, [tsx, script], { env: { ...process.env, PORT: port }, stdio: ["ignore", "pipe", "pipe"] });

async function failure(port: string): Promise<string> {
  const child = serve(port);
  let text = "";
  child.stderr?.on("data", (piece) => {
    text += piece;
  });
  const [code] = await once(child, "close");
  expect(code).toBe(1);
  return text;
}

describe("the server of the docs", () => {
  it("says where the pages are, and serves them", async () => {
    const child = serve("0");
    try {
      const [text] = await once(child.stdout as NodeJS.ReadableStream, "data");
      const url = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(text))?.[0];
      const response = await fetch(`${url}webex.html`);
      expect(response.headers.get("content-type")).toMatch(/^text\/html/);
      expect((await fetch(`${url}nothing`)).status).toBe(404);
    } finally {
      child.kill();
      await once(child, "close");
    }
  });

  it("says what to do when the port is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    expect(await failure(String(port))).toBe(`Port ${port} is taken. Choose another: PORT=${port + 1} npm run docs\n`);
    other.close();
  });

  it("refuses a PORT that is no port", async () => {
    expect(await failure("eighty")).toBe('PORT is "eighty", not a port.\n');
  });
});
