import { describe, expect, it } from "vitest";
import { scene } from "./commands.js";
import { temporaryFolder } from "./run.js";

const folder = temporaryFolder();
const minute = 60_000;

/** A scene in which all is as the file says. */
async function applied() {
  const all = await scene(folder);
  expect(await all.run(["apply", "--yes"])).toMatchObject({ code: 0 });
  return all;
}

/** The id of the stored webhook with a name. */
function idOf({ sandbox }: Awaited<ReturnType<typeof scene>>, name: string): string {
  return sandbox.webhooks().webex.find((webhook) => webhook.name === name)?.id ?? "";
}

/** Waits until the command has nothing to do but to wait for its timer. */
async function idle({ clock }: Awaited<ReturnType<typeof scene>>) {
  while (!clock.timers().some((left) => left <= minute && left > 30_000 + 1)) await new Promise(setImmediate);
}

describe("status --watch", () => {
  it("reports changes with their time, reactivates after five minutes, and ends with the last exit code", async () => {
    const all = await applied();
    const { clock, sandbox, run } = all;
    let stop: () => void = () => undefined;
    const once = (signal: string, callback: () => void) => {
      if (signal === "SIGINT") stop = callback;
    };
    const running = run(["status", "--watch", "--heal"], { once });
    await idle(all);
    sandbox.disableWebexWebhook(idOf(all, "Rooms"));
    for (let round = 1; round <= 5; round += 1) {
      await clock.advance(minute);
      await idle(all);
      expect(sandbox.webhooks().webex.find(({ name }) => name === "Rooms")?.status).toBe("inactive");
    }
    await clock.advance(minute);
    await idle(all);
    expect(sandbox.webhooks().webex.find(({ name }) => name === "Rooms")?.status).toBe("active");
    sandbox.disableWebexWebhook(idOf(all, "Lobby"));
    await clock.advance(minute);
    await idle(all);
    stop();
    const { code, stdout } = await running;
    expect(code).toBe(2);
    expect(stdout.match(/^2026-.*$/gm)).toEqual([
      "2026-11-26T12:00:00.000Z",
      "2026-11-26T12:01:00.000Z",
      "2026-11-26T12:06:00.000Z",
      "2026-11-26T12:07:00.000Z",
    ]);
    expect(stdout).toContain("seen first at 2026-11-26T12:01:00.000Z");
    expect(stdout).toContain("Reactivated Rooms (webex default).\n");
  });

  it("prints a line of JSON for each round, and goes on after an error", async () => {
    const all = await applied();
    const { clock, sandbox, run } = all;
    let stop: () => void = () => undefined;
    let fails = false;
    const running = run(["status", "--watch", "60", "--json"], {
      once: (signal, callback) => {
        if (signal === "SIGTERM") stop = callback;
      },
      fetch: async (url, init) =>
        fails ? Response.json({ message: "No" }, { status: 403 }) : sandbox.fetch(url, init as RequestInit),
    });
    await idle(all);
    fails = true;
    await clock.advance(minute);
    await idle(all);
    fails = false;
    await clock.advance(minute);
    await idle(all);
    stop();
    const { code, stdout, stderr } = await running;
    const lines = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { time: string; healthy: boolean });
    expect(lines.map(({ time, healthy }) => `${time} ${healthy}`)).toEqual([
      "2026-11-26T12:00:00.000Z true",
      "2026-11-26T12:02:00.000Z true",
    ]);
    expect(stderr).toMatch(/^2026-11-26T12:01:00.000Z Error: GET .* failed with 403/);
    expect(code).toBe(0);
  });
});

describe("status --heal", () => {
  it("reactivates at once, and shows until when a single failure disables the webhook again", async () => {
    const all = await applied();
    all.sandbox.disableWebexWebhook(idOf(all, "Rooms"));
    const { code, stdout } = await all.run(["status", "--heal"]);
    expect(code).toBe(0);
    expect(stdout).toContain(
      "Reactivated Rooms (webex default). Until 2026-11-26T12:05:00.000Z a single failed delivery disables it again.",
    );
  });
});
