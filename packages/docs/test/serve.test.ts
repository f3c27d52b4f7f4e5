import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { apis } from "../src/apis.ts";
import { createApp, serve } from "../src/server.ts";
import { dist } from "../src/site.ts";

const script = fileURLToPath(new URL("../src/serve.ts", import.meta.url));

describe("the server of the docs", () => {
  it("serves the pages on a free port", async () => {
    const { server, url } = await serve("0");
    try {
      for (const path of ["", ...apis.map(({ name }) => `reference/${name}.html`)]) {
        const response = await fetch(url + path, { headers: { connection: "close" } });
        expect([response.status, response.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
        expect(await response.text()).toContain("</html>");
      }
      const missing = await fetch(`${url}nothing`, { headers: { connection: "close" } });
      expect([missing.status, missing.headers.get("content-type")]).toEqual([404, "text/html; charset=UTF-8"]);
      expect(await missing.text()).toContain("</html>");
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it.each([
    ["index.html", "text/html; charset=utf-8"],
    ["reference/webex.html", "text/html; charset=utf-8"],
    ["reference/webex.openapi.json", "application/json"],
    ["reference/webex.openapi.yaml", "text/yaml; charset=utf-8"],
    ["llms.txt", "text/plain; charset=utf-8"],
    ["index.md", "text/markdown; charset=utf-8"],
  ])("sends %s compressed, as %s", async (path, type) => {
    const response = await createApp().request(`/${path}`, { headers: { "accept-encoding": "gzip" } });
    expect([response.headers.get("content-encoding"), response.headers.get("content-type")]).toEqual(["gzip", type]);
    const body = gunzipSync(Buffer.from(await response.arrayBuffer()));
    expect(body.equals(readFileSync(dist + path))).toBe(true);
  });

  it("serves a site below the path that it was built for", async () => {
    const app = createApp({ base: "/x/" });
    expect((await app.request("/x/index.html")).status).toBe(200);
    expect((await app.request("/x/")).status).toBe(200);
    expect((await app.request("/index.html")).status).toBe(404);
    expect((await app.request("/")).headers.get("location")).toBe("/x/");
  });

  it("fails if the port is in use, and names another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as AddressInfo;
    await expect(serve(String(port))).rejects.toMatchObject({
      name: "ServeError",
      message: `Port ${port} is in use. Choose another: PORT=${port + 1} npm run docs`,
    });
    other.close();
  });

  it.each(["eighty", "", "-1", "80.5", "65536"])("rejects %j as a port", async (port) => {
    await expect(serve(port)).rejects.toMatchObject({
      name: "ServeError",
      message: `PORT must be a number from 0 to 65535; got "${port}".`,
    });
  });

  it("fails if the pages aren't built, and names the command", async () => {
    await expect(serve("0", { pages: tmpdir() })).rejects.toMatchObject({
      name: "ServeError",
      message: "There are no pages yet. Build and serve them: npm run docs",
    });
  });
});

describe("the command that serves the docs", () => {
  const run = (port: string) => {
    const env = { ...process.env, PORT: port };
    return spawn(process.execPath, ["--import", "tsx", script], { env, stdio: ["ignore", "pipe", "pipe"] });
  };

  it("prints the address and serves until it is stopped", async () => {
    const child = run("0");
    try {
      const [text] = await once(child.stdout, "data");
      const url = /^The docs are at (http:\/\/127\.0\.0\.1:\d+\/) \(Ctrl\+C stops the server\)\.\n$/.exec(
        String(text),
      )?.[1];
      expect((await fetch(url ?? "", { headers: { connection: "close" } })).status).toBe(200);
    } finally {
      child.kill();
      await once(child, "close");
    }
  });

  it("prints only what to do if it can't serve, and exits with 1", async () => {
    const child = run("eighty");
    let text = "";
    child.stderr.on("data", (piece) => {
      text += piece;
    });
    const [code] = await once(child, "close");
    expect([code, text]).toEqual([1, 'PORT must be a number from 0 to 65535; got "eighty".\n']);
  });
});
