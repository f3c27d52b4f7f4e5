import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { createSandbox } from "@comms-webhooks/sandbox";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeWebhooks } from "./run.js";

const bin = fileURLToPath(new URL("../bin/comms-webhooks.js", import.meta.url));
const folder = temporaryFolder();

function start(args: readonly string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, [bin, ...args], { env: { ...process.env, NO_COLOR: "", ...env } });
  const exited = once(child, "exit") as Promise<[number | null, string | null]>;
  return { child, exited };
}

describe("the program", () => {
  it("watches until it is interrupted, then ends with the exit code of the last check", async () => {
    const sandbox = createSandbox();
    const { webex } = await sandbox.listen();
    const file = writeWebhooks(folder, {
      webex: {
        accounts: {
          default: {
            token: "${WEBEX_TOKEN}",
            baseUrl: webex,
            webhooks: { Lobby: { targetUrl: "https://example.com", resource: "rooms", event: "all" } },
          },
        },
      },
    });
    const { child, exited } = start(["status", "--watch", "--file", file], { WEBEX_TOKEN: "webex-t0ken" });
    const errors = text(child.stderr);
    const [first] = (await once(child.stdout, "data")) as [Buffer];
    expect(String(first)).toMatch(/^2\d{3}-/);
    child.kill("SIGINT");
    expect(await exited).toEqual([2, null]);
    expect(await errors).toBe("");
    await sandbox.close();
  });

  it("ends quietly when its reader closes the pipe", async () => {
    const { child, exited } = start(["--help"]);
    const errors = text(child.stderr);
    child.stdout.destroy();
    expect((await exited)[1]).toBe(null);
    expect(await errors).toBe("");
  });

  it("applies everything when its reader closes the pipe", async () => {
    const sandbox = createSandbox();
    const { webex } = await sandbox.listen();
    const names = Array.from({ length: 30 }, (_, index) => `Room ${index}`);
    const webhook = { targetUrl: "https://example.com", resource: "rooms", event: "all" };
    const webhooks = Object.fromEntries(names.map((name) => [name, webhook]));
    const account = { token: "${WEBEX_TOKEN}", baseUrl: webex, webhooks };
    const file = writeWebhooks(folder, { webex: { accounts: { default: account } } });
    const { child, exited } = start(["apply", "--yes", "--file", file], { WEBEX_TOKEN: "webex-t0ken" });
    child.stdout.destroy();
    child.stderr.destroy();
    expect(await exited).toEqual([0, null]);
    expect(sandbox.webhooks().webex).toHaveLength(30);
    await sandbox.close();
  });

  it("stops listening when its reader closes the pipe", async () => {
    const { child, exited } = start(["listen", "webex", "--unverified", "--port", "0"]);
    const [greeting] = (await once(child.stderr, "data")) as [Buffer];
    child.stdout.destroy();
    const url = /http:\S+/.exec(String(greeting))?.[0] ?? "";
    await fetch(url, { method: "POST", body: "{}" }).catch(() => undefined);
    expect(await exited).toEqual([0, null]);
  });

  it("reads secrets from a pipe", async () => {
    const file = writeWebhooks(folder, { webex: { accounts: { default: { token: "${MISSING_TOKEN}" } } } });
    const { child, exited } = start(["plan", "--env-stdin", "--file", file]);
    const errors = text(child.stderr);
    child.stdin.end("OTHER=1\n");
    expect(await exited).toEqual([1, null]);
    expect(await errors).toContain("MISSING_TOKEN");
  });
});
