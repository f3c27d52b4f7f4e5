import { describe, expect, it } from "vitest";

describe("the packed packages", () => {
  it("load by their names, without the repository's sources", async () => {
    const { createWebexReceiver } = await import("comms-webhooks/webex");
    expect(import.meta.resolve("comms-webhooks/webex")).toContain("/consumers/node_modules/comms-webhooks/dist/");
    expect(createWebexReceiver).toBeTypeOf("function");
  });
});
