import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { build8x8Delivery } from "../../src/testing/index.js";
import { observed, signed } from "./observed.js";

describe("the response to a rejected request says why", () => {
  it("for another method", async () => {
    const response = await observed().receiver(new Request("https://r.example", { method: "PUT" }));
    expect([response.status, await response.text()]).toEqual([405, "Deliveries are sent with POST, not PUT.\n"]);
  });

  it("for a body that is too long", async () => {
    const response = await observed({ maxBytes: 4 }).receiver(await signed("12345"));
    expect([response.status, await response.text()]).toEqual([413, "The body is longer than 4 bytes.\n"]);
  });

  it("for a body that isn't JSON", async () => {
    const response = await observed().receiver(await signed("no"));
    expect([response.status, await response.text()]).toEqual([400, "The body isn't valid UTF-8 JSON.\n"]);
  });

  it("for a form, where nothing else is verified", async () => {
    const request = await build8x8Delivery("account_update", { headers: { "Content-Type": "text/plain" } });
    const response = await create8x8Receiver({ unverified: true })(request);
    expect([response.status, await response.text()]).toEqual([
      415,
      "The media type must be application/json; got text/plain.\n",
    ]);
  });
});

describe("what arrives in pieces", () => {
  it("is put together in their order", async () => {
    const bytes = new TextEncoder().encode('{"resource":"x","event":"y"}');
    const whole = await signed(bytes);
    const body = new ReadableStream({
      start(controller) {
        for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
        controller.close();
      },
    });
    const { receiver, handled } = observed({ onUnknown: (delivery) => handled.push(delivery) });
    const init = { method: "POST", headers: whole.headers, body, duplex: "half" };
    expect((await receiver(new Request("https://r.example", init as RequestInit))).status).toBe(200);
    expect(handled).toEqual([{ resource: "x", event: "y" }]);
  });

  it("may be nothing, which isn't JSON", async () => {
    const { headers } = await signed("");
    const { receiver, rejections, errors } = observed();
    expect((await receiver(new Request("https://r.example", { method: "POST", headers }))).status).toBe(400);
    expect([rejections, errors]).toMatchObject([[{ reason: "json" }], []]);
  });
});
