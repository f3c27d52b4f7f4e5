import { spawn } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { readFileSync } from "node:fs";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { apis } from "../../src/apis.js";
import { runCli } from "../../src/cli/run.js";
import { createSandbox, type SandboxUrls } from "../../src/index.js";
import { call8x8 } from "../8x8/call.js";
import { callWebex, minimal } from "../webex/call.js";

const systemFetch = fetch;

/** Runs the command to its end. `whileOpen` is called with the greeting, and the signal follows when it has ended. */
async function run(
  args: string[],
  whileOpen: (printed: string) => Promise<void> = async () => undefined,
  signal = "SIGTERM",
) {
  let [output, errors] = ["", ""];
  const signals = new EventEmitter();
  let opened = Promise.resolve();
  const code = await runCli(args, {
    stdout: {
      write(text) {
        const isFirst = output === "";
        output += text;
        if (isFirst) opened = whileOpen(text).finally(() => signals.emit(signal));
      },
    },
    stderr: {
      write(text) {
        errors += text;
      },
    },
    once: (name, callback) => signals.once(name, callback),
  });
  await opened;
  return { code, output, errors };
}

/** Reads the base URLs from the greeting, which has a line for each API. */
function urlsIn(greeting: string): SandboxUrls {
  const entries = Object.entries(apis).map(([name, { title }]) => [
    name,
    new RegExp(`^${title} +(\\S+)$`, "m").exec(greeting)?.[1],
  ]);
  return Object.fromEntries(entries);
}

describe("comms-webhooks-sandbox", () => {
  it("prints its help and its version", async () => {
    for (const flag of ["--help", "-h"]) {
      const { code, output } = await run([flag]);
      expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: comms-webhooks-sandbox/)]);
      for (const option of [
        "--port",
        "--host",
        "--sub-account <id>",
        "--allow-remote",
        "--allow-host <name>",
        "--allow-origin <origin>",
        "--version",
      ]) {
        expect(output).toContain(`  ${option}`);
      }
      for (const { title } of Object.values(apis)) expect(output).toContain(title);
    }
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(await run(["--version"])).toEqual({ code: 0, output: `${version}\n`, errors: "" });
  });

  it.each([
    [["--prot", "1"], "Unknown option '--prot'; did you mean --port? (see --help)"],
    [["-x"], "Unknown option '-x' (see --help)"],
    [["8787"], "Unexpected argument (see --help)"],
    [["--port"], "Option '--port <value>' argument missing (see --help)"],
    [["--help=1"], "Option '-h, --help' does not take an argument (see --help)"],
    [["--port", "http"], '--port must be a number from 0 to 65535; got "http" (see --help)'],
    [["--resource-lag=soon"], '--resource-lag must be milliseconds from 0 to 2147483647; got "soon" (see --help)'],
    [["--port="], '--port must be a number from 0 to 65535; got "" (see --help)'],
    [["--port=-1"], '--port must be a number from 0 to 65535; got "-1" (see --help)'],
    [["--port=65536"], '--port must be a number from 0 to 65535; got "65536" (see --help)'],
    [
      ["--allow-host=a.test:1"],
      '--allow-host must be a host name or address, without scheme or port; got "a.test:1" (see --help)',
    ],
    [
      ["--allow-origin=a.test"],
      '--allow-origin must be an origin, such as http://localhost:5173; got "a.test" (see --help)',
    ],
  ])("exits with 2 and one line for %j", async (args, line) => {
    expect(await run([...args])).toEqual({ code: 2, output: "", errors: `${line}\n` });
  });

  it.each(["0.0.0.0", "::", "example.com", "127.example.com", "10.0.0.1"])("refuses the host %s", async (host) => {
    const line = "--host must be a loopback address, such as 127.0.0.1, ::1 or localhost";
    const errors = `${line}; got "${host}" (see --help)\n`;
    expect(await run(["--host", host])).toEqual({ code: 2, output: "", errors });
  });

  it("exits with 1 and one line when the port is in use", async () => {
    const sandbox = createSandbox();
    const { port } = new URL((await sandbox.listen()).webex);
    const { code, errors } = await run(["--port", port]);
    await sandbox.close();
    expect([code, errors]).toEqual([1, expect.stringMatching(/^The sandbox can't listen on .* in use.*\n$/)]);
  });

  it("prints the base URLs, and requests that work", async () => {
    const args = ["--port", "0", "--host", "localhost", "--sub-account", "One", "--sub-account", "Two"];
    const { code, output } = await run(args, async (printed) => {
      const url = urlsIn(printed);
      const samples = [...printed.matchAll(/^curl (?:-H '(.+?): (.+?)' )?-H '.+?' -d '(.+)' (.+)$/gm)];
      expect(samples).toHaveLength(Object.keys(apis).length * 2);
      for (const [, type = "x-none", token = "", body = "", target = ""] of samples) {
        const headers = { [type]: token, "content-type": "application/json" };
        expect((await fetch(target, { method: "POST", headers, body })).ok).toBe(true);
      }
      const [, inbox = ""] = /^curl (\S+\/inbox)$/m.exec(printed) ?? [];
      const { items } = (await (await fetch(inbox)).json()) as { items: unknown[] };
      expect(items).toMatchObject(Object.values(apis).map(({ samples }) => ({ summary: { name: samples.event } })));
      const token = "my-token";
      expect((await callWebex({ fetch, url }, "GET", "/webhooks", { token })).body.items).toHaveLength(1);
      expect((await call8x8({ fetch, url }, "GET", { token })).list).toHaveLength(2);
      for (const [subAccountId, status] of [
        ["One", 200],
        ["Two", 200],
        ["Three", 400],
      ] as const) {
        const json = [{ subAccountId, url: "https://hooks.example.net" }];
        expect((await call8x8({ fetch, url }, "POST", { json })).status).toBe(status);
      }
    });
    expect(code).toBe(0);
    expect(output).not.toContain("\u001b");
    await expect(fetch(/http\S+/.exec(output)?.[0] ?? "")).rejects.toThrow(TypeError);
  });

  it("accepts the hosts and origins that it is told", async () => {
    const origin = "http://localhost:5173";
    await run(["--port", "0", "--allow-host", "sandbox.test", "--allow-origin", origin], async (printed) => {
      const overview = /http\S+\/_sandbox\//.exec(printed)?.[0] ?? "";
      const { headers } = await fetch(overview, { headers: { origin } });
      expect(headers.get("access-control-allow-origin")).toBe(origin);
      const [response] = await once(request(overview, { headers: { host: "sandbox.test" } }).end(), "response");
      expect(response.resume().statusCode).toBe(200);
    });
  });

  it.each(["SIGINT", "SIGTERM"])("serves until %s and then exits with 0", async (signal) => {
    const serve = async (greeting: string) => {
      const response = await fetch(/http\S+\/_sandbox\//.exec(greeting)?.[0] ?? "");
      const empty = Object.keys(apis).map((name) => [name, expect.objectContaining({ webhooks: 0, attempts: 0 })]);
      expect(await response.json()).toEqual(Object.fromEntries(empty));
    };
    expect(await run(["--port", "0"], serve, signal)).toMatchObject({ code: 0, errors: "" });
  });
});

describe("comms-webhooks-sandbox --allow-remote", () => {
  it("delivers to other machines", async () => {
    const remote: string[] = [];
    vi.stubGlobal("fetch", async (input: string | Request, init?: RequestInit) => {
      if (typeof input === "string") return systemFetch(input, init);
      remote.push(input.url);
      return new Response();
    });
    await run(["--port", "0", "--allow-remote"], async (greeting) => {
      const { webex } = urlsIn(greeting);
      const post = (url: string, body: object) => {
        const headers = { authorization: "Bearer token-1", "content-type": "application/json" };
        return systemFetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      };
      await post(`${webex}/webhooks`, minimal);
      await post(new URL("/_sandbox/events", webex).href, { api: "webex", name: "messages.created" });
    }).finally(() => vi.unstubAllGlobals());
    expect(remote).toEqual([minimal.targetUrl]);
  });
});

// Starting a process takes seconds on a busy machine. The limit is there for one that hangs.
describe("the installed command", { timeout: 120_000 }, () => {
  const bin = fileURLToPath(new URL("../../bin/comms-webhooks-sandbox.js", import.meta.url));

  it("stops on a signal of the system with exit code 0", async () => {
    const child = spawn(process.execPath, [bin, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(child, "exit");
    let printed = "";
    for await (const chunk of child.stdout) {
      printed += chunk;
      if (printed.includes("Ctrl+C")) break;
    }
    child.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
  });

  it("exits with 2 and no stack trace for an unknown flag", async () => {
    const child = spawn(process.execPath, [bin, "--prot"], { stdio: ["ignore", "pipe", "pipe"] });
    const exit = once(child, "exit");
    let errors = "";
    for await (const chunk of child.stderr) errors += chunk;
    expect([await exit, errors]).toEqual([[2, null], "Unknown option '--prot'; did you mean --port? (see --help)\n"]);
  });
});
