import picocolors from "picocolors";
import { describe, expect, it } from "vitest";
import { createLog } from "../../src/cli/log.js";
import { terminalOf } from "../../src/cli/terminal.js";
import { createManualClock, createSandbox } from "../../src/index.js";
import { call8x8 } from "../8x8/call.js";
import { callWebex, createWebhook, minimal } from "../webex/call.js";

/** Runs a sandbox whose log is recorded, with the same ids and times on every run. */
function open(isQuiet = false, isColored = false) {
  let output = "";
  const stdout = {
    write(text: string) {
      output += text;
    },
  };
  let ids = 0;
  const randomUUID = () => {
    ids += 1;
    return `00000000-0000-4000-8000-${String(ids).padStart(12, "0")}`;
  };
  const clock = createManualClock(new Date(2026, 3, 3, 9, 30).getTime());
  const statuses = [200, 503];
  const log = createLog({ stdout, colors: picocolors.createColors(isColored) }, isQuiet);
  const receive = async (request: Request): Promise<Response> => {
    if (request.url.endsWith("/inbox")) return sandbox.fetch(`${origin}/_sandbox/inbox`, request);
    return new Response(null, { status: statuses.shift() ?? 200 });
  };
  const sandbox = createSandbox({ ...clock, ...log, randomUUID, receive });
  const { origin } = new URL(sandbox.url.webex);
  return { sandbox, clock, output: () => output };
}

async function useAll({ sandbox, clock }: ReturnType<typeof open>) {
  await createWebhook(sandbox, { targetUrl: "http://127.0.0.1:8787/_sandbox/inbox", secret: "t0p-s3cret" });
  await createWebhook(sandbox, { name: "Rooms\u001b[31m", resource: "rooms", filter: "type=direct" }, "other-s3cret");
  await callWebex(sandbox, "POST", "/webhooks", { json: { ...minimal, ownedBy: "organization" } });
  await callWebex(sandbox, "GET", "/webhooks?max=2", { token: null });
  await sandbox.deliver({ api: "webex", name: "messages.created" });
  await sandbox.deliver({ api: "webex", name: "rooms.created", change: { data: { type: "group" } } });
  await sandbox.deliver({ api: "webex", name: "meetings.started" });
  const webhook = { subAccountId: "*", url: "https://hooks.example.net/8x8", type: "MSG" };
  await call8x8(sandbox, "POST", { json: [{ ...webhook, httpAuthorization: "Bearer t0p-s3cret" }] });
  await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
  await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
  await clock.advance(1000);
}

describe("the log of the command", () => {
  it("has an aligned line for each request and delivery, with the status and the reason", async () => {
    const sandboxed = open();
    await useAll(sandboxed);
    await expect(sandboxed.output()).toMatchFileSnapshot("log.golden.txt");
    expect(sandboxed.output()).not.toContain("s3cret");
    expect(sandboxed.output()).not.toContain("\u001b");
  });

  it("has only what went wrong with --quiet", async () => {
    const [sandboxed, loud] = [open(true), open()];
    await useAll(sandboxed);
    await useAll(loud);
    const wrong = loud.output().match(/^.*(?: [45]\d\d | - {2}|^ {10}).*\n/gm);
    expect(sandboxed.output()).toBe(wrong?.join(""));
  });

  it("is coloured on a terminal only, and not with NO_COLOR", async () => {
    const stdout = { write: () => undefined, isTTY: true };
    const process = { stdout, stderr: stdout, once: () => undefined };
    const isColored = (fields: object) => terminalOf({ ...process, ...fields }).colors.isColorSupported;
    expect(isColored({})).toBe(true);
    expect(isColored({ env: { NO_COLOR: "" } })).toBe(true);
    for (const fields of [{ env: { NO_COLOR: "1" } }, { env: { TERM: "dumb" } }, { stdout: { write: stdout.write } }]) {
      expect(isColored(fields)).toBe(false);
    }
    const sandboxed = open(false, true);
    await useAll(sandboxed);
    const plain = open();
    await useAll(plain);
    expect(sandboxed.output()).toContain("\u001b[31m503\u001b[39m");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the test removes the colours
    expect(sandboxed.output().replaceAll(/\u001b\[\d+m/g, "")).toBe(plain.output());
  });
});
