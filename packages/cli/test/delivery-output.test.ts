import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { signWebexDelivery } from "comms-webhooks/testing";
import { describe, expect, it } from "vitest";
import { listen, serve } from "./listening.js";
import { run } from "./run.js";

const secret = "t0p-s3cret";
const env = { WEBHOOK_SECRET: secret };
const now = () => new Date(2026, 3, 3, 9, 30).getTime();
const message = {
  id: "webhook-1",
  resource: "messages",
  event: "created",
  data: { id: "message-1", roomId: "room-1", roomType: "group", personId: "person-1", personEmail: "ann@example.com" },
};
const bodies = [
  message,
  { ...message, event: "reacted" },
  { ...message, data: { ...message.data, personEmail: "\u001b[31mred\u202e" } },
  { ...message, data: 5 },
].map((body) => JSON.stringify(body));

/** Replaces the ports and the times, which differ from run to run and from place to place. */
const stable = (text: string) =>
  text.replaceAll(/127\.0\.0\.1:\d+/g, "127.0.0.1:8788").replaceAll(/"time":"[^"]+"/g, '"time":"…"');

describe("the output", () => {
  it.each([[[]], [["--json"]]])("of listen %j is the recorded one", async (flags) => {
    const target = await serve((request, response) => {
      request.resume();
      response.writeHead(request.headers["x-status"] === "500" ? 500 : 200).end();
    });
    const listening = await listen(["webex", ...flags, "--forward", `${target}/webex`], { env, now });
    for (const body of bodies) {
      const headers = { "x-spark-signature": await signWebexDelivery(body, secret) };
      await fetch(listening.url, { method: "POST", headers, body });
      if (body === bodies[0])
        await fetch(listening.url, { method: "POST", headers: { ...headers, "x-status": "500" }, body });
    }
    await fetch(listening.url, { method: "POST", headers: { "x-spark-signature": "0".repeat(40) }, body: "{}" });
    await fetch(listening.url, { method: "POST", body: "{}" });
    expect(await listening.stop()).toBe(0);
    const [note, printed] = [listening.output().slice(listening.printed().length), ""];
    expect(printed).toBe("");
    const file = `recordings/listen${flags.length > 0 ? "-json" : ""}.txt`;
    await expect(stable(note + listening.output().slice(0, -note.length))).toMatchFileSnapshot(file);
    expect(listening.output()).not.toContain("\u001b");
  });

  it("of simulate is the recorded one", async () => {
    let status = 200;
    const to = await serve((request, response) => {
      request.resume();
      response.writeHead(status).end(status === 200 ? "" : "Not\u001b[31m now\n");
    });
    const args = ["simulate", "rooms.created", "--to", `${to}/webex`];
    const first = await run(args, { env });
    status = 503;
    const second = await run(args, { env });
    const third = await run(["simulate", "account_update", "--to", `${to}/8x8`, "--unsigned", "--retries", "fast"]);
    const fourth = await run(["simulate", "rooms.created", "--to", "http://127.0.0.1:9/"], { env });
    const outputs = [first, second, third, fourth].map(
      ({ code, stdout, stderr }) => `${stdout}${stderr}exit code ${code}\n`,
    );
    await expect(stable(outputs.join("\n"))).toMatchFileSnapshot("recordings/simulate.txt");
  });

  it.each(["listen", "simulate", "sandbox"])(
    "of %s --help has an example, fits into 80 columns, and is recorded",
    async (name) => {
      const { code, stdout, stderr } = await run([name, "--help"]);
      expect([code, stderr]).toEqual([0, ""]);
      expect(stdout).toMatch(/Examples?:\n +(?:\$ )?(?:WEBHOOK_SECRET=… )?comms-webhooks /);
      if (name !== "sandbox") for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
      await expect(stdout).toMatchFileSnapshot(`recordings/${name}-help.txt`);
    },
  );

  it("of listen on a port in use is one line", async () => {
    const { port } = new URL(await serve(() => undefined));
    const { code, stderr } = await run(["listen", "webex", "--unverified", "--port", port]);
    expect([code, stderr]).toEqual([
      1,
      `Error: Can't listen on port ${port}: the port is in use. Choose another, or 0 for any free port.\n`,
    ]);
  });
});

// Starting a process takes seconds on a busy machine. The limit is there for one that hangs.
describe("the installed command", { timeout: 120_000 }, () => {
  const bin = fileURLToPath(new URL("../bin/comms-webhooks.js", import.meta.url));

  it.each(["listen", "sandbox"])("%s stops on a signal of the system with exit code 0", async (name) => {
    const args = name === "listen" ? ["listen", "webex", "--unverified"] : ["sandbox"];
    const child = spawn(process.execPath, [bin, ...args, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
    const exit = once(child, "exit");
    let printed = "";
    for await (const chunk of name === "listen" ? child.stderr : child.stdout) {
      printed += chunk;
      if (printed.includes("Ctrl+C")) break;
    }
    child.kill("SIGTERM");
    expect(await exit).toEqual([0, null]);
  });
});
