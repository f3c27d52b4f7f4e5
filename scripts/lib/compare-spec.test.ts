import { describe, expect, it } from "vitest";
import { bundle } from "./bundle.ts";
import { removals } from "./compare-spec.ts";

describe("removals", () => {
  it("finds a pair, a server's name and an error code that are gone", async () => {
    const [webex, connect] = await Promise.all([bundle("webex"), bundle("8x8")]);
    const changed = structuredClone(webex);
    changed.components.schemas["CreateWebhookRequest"]?.["x-webhook-resources"]?.["rooms"]?.events.splice(1, 2);
    expect(removals(webex, changed)).toEqual(["event updated of rooms", "event migrated of rooms"]);
    const moved = structuredClone(connect);
    Object.assign(moved.servers[0] as object, { "x-name": "asia" });
    delete moved["x-error-codes"]?.["1001"];
    expect(removals(connect, moved)).toEqual(["server asiaPacific", "error code 1001"]);
    expect(removals(changed, webex)).toEqual([]);
  });
});
