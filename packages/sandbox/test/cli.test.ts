import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it, vi } from "vitest";
import { runCli } from "../src/cli.js";
import { createSandbox } from "../src/index.js";
import { call8x8 } from "./call-8x8.js";
import { callWebex, minimal } from "./call-webex.js";

const systemFetch = fetch;

/** Runs the command to its end. With `whileOpen`, stops it after that has been given what it printed first. */
async function run(args: string[], whileOpen: (printed: string) => Promise<void> = async () => undefined) {
  let [output, errors] = ["", ""];
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let opened = Promise.resolve();
  const code = await runCli(args, {
    print(text) {
      output += text;
      opened = whileOpen(text).finally(stop);
    },
    complain(text) {
      errors += text;
    },
    stopped,
  });
  await opened;
  return { code, output, errors };
}

describe("comms-webhooks-sandbox", () => {
  it("prints its help and its version", async () => {
    for (const flag of ["--help", "-h"]) {
      const { code, output } = await run([flag]);
      expect([code, output]).toEqual([0, expect.stringMatching(/^Usage: comms-webhooks-sandbox/)]);
      for (const option of ["--port", "--host", "--sub-account", "--allow-remote", "--version"])
        expect(output).toContain(option);
    }
    const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
    expect(await run(["--version"])).toEqual({ code: 0, output: `${version}\n`, errors: "" });
  });

  it.each([
    [["--prot", "1"], "Unknown option '--prot' (see --help)"],
    [["-x"], "Unknown option '-x' (see --help)"],
    [["8787"], "Unexpected argument '8787' (see --help)"],
    [["--port"], "Option '--port <value>' argument missing (see --help)"],
    [["--help=1"], "Option '-h, --help' does not take an argument (see --help)"],
    [["--port", "http"], '--port must be a number from 0 to 65535; got "http" (see --help)'],
    [["--port="], '--port must be a number from 0 to 65535; got "" (see --help)'],
    [["--port=-1"], '--port must be a number from 0 to 65535; got "-1" (see --help)'],
    [["--port=65536"], '--port must be a number from 0 to 65535; got "65536" (see --help)'],
  ])("exits with 2 and one line for %j", async (args, line) => {
    expect(await run([...args])).toEqual({ code: 2, output: "", errors: `${line}\n` });
  });

  it.each(["0.0.0.0", "::", "example.com", "127.example.com", "10.0.0.1"])("refuses the host %s", async (host) => {
    const line = "--host must be a loopback address, such as 127.0.0.1, ::1 or localhost";
    const errors = `${line}; got "${host}" (see --help)\n`;
    expect(await run(["--host", host])).toEqual({ code: 2, output: "", errors });
  });

  it("exits with 1 and one line when the port is taken", async () => {
    const sandbox = createSandbox();
    const { port } = new URL((await sandbox.listen()).webex);
    const { code, errors } = await run(["--port", port]);
    await sandbox.close();
    expect([code, errors]).toEqual([1, expect.stringMatching(/^The sandbox can't listen on .* taken.*\n$/)]);
  });

  it("prints the base URLs, and requests that work", async () => {
    const args = ["--port", "0", "--host", "localhost", "--sub-account", "One", "--sub-account", "Two"];
    const { code, output } = await run(args, async (printed) => {
      const [, webex = "", eight = ""] = /^Webex +(\S+)\n8x8 +(\S+)\n/.exec(printed) ?? [];
      const url = { webex, "8x8": eight };
      for (const [, type, token, body, target] of printed.matchAll(
        /^curl -i -H '(.+): (.+)' -H '.+' -d '(.+)' '(.+)'$/gm,
      )) {
        const headers = { [type ?? ""]: token ?? "", "content-type": "application/json" };
        expect((await fetch(target ?? "", { method: "POST", headers, body: body ?? "" })).status).toBe(200);
      }
      // The last one raised an event, for a target on another machine.
      const attempts = await fetch(new URL("/_sandbox/attempts", webex));
      expect(await attempts.json()).toMatchObject([{ name: "messages.created", outcome: "refused" }]);
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
});

describe("comms-webhooks-sandbox --allow-remote", () => {
  it("delivers to other machines", async () => {
    const remote: string[] = [];
    vi.stubGlobal("fetch", async (input: string | Request, init?: RequestInit) => {
      if (typeof input === "string") return systemFetch(input, init);
      remote.push(input.url);
      return new Response();
    });
    await run(["--port", "0", "--allow-remote"], async (printed) => {
      const base = /^Webex +(\S+)$/m.exec(printed)?.[1] ?? "";
      const post = (url: string, body: object) => {
        const headers = { authorization: "Bearer token-1", "content-type": "application/json" };
        return systemFetch(url, { method: "POST", headers, body: JSON.stringify(body) });
      };
      await post(`${base}/webhooks`, minimal);
      await post(new URL("/_sandbox/events", base).href, { api: "webex", name: "messages.created" });
    }).finally(() => vi.unstubAllGlobals());
    expect(remote).toEqual([minimal.targetUrl]);
  });
});

describe("the installed command", () => {
  const bin = fileURLToPath(new URL("../bin/comms-webhooks-sandbox.js", import.meta.url));

  it.each(["SIGINT", "SIGTERM"] as const)("serves until %s and then exits with 0", async (signal) => {
    const child = spawn(process.execPath, [bin, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
    const exit = once(child, "exit");
    let printed = "";
    for await (const chunk of child.stdout) {
      printed += chunk;
      if (printed.includes("Ctrl+C")) break;
    }
    const response = await fetch(/http\S+\/_sandbox\//.exec(printed)?.[0] ?? "");
    expect(await response.json()).toMatchObject({ webex: { webhooks: 0 }, "8x8": { webhooks: 0 } });
    child.kill(signal);
    expect(await exit).toEqual([0, null]);
  });

  it("exits with 2 and no stack trace for an unknown flag", async () => {
    const child = spawn(process.execPath, [bin, "--prot"], { stdio: ["ignore", "pipe", "pipe"] });
    const exit = once(child, "exit");
    let errors = "";
    for await (const chunk of child.stderr) errors += chunk;
    expect([await exit, errors]).toEqual([[2, null], "Unknown option '--prot' (see --help)\n"]);
  });
});
