import { afterEach, describe, expect, it, vi } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import type { DeliveryContext } from "../../src/index.js";
import { build8x8Delivery, buildWebexDelivery } from "../../src/testing/index.js";
import { observed, secret } from "./observed.js";

const sender = 'x\r\n\u001b[2J\u009b31m\u2028\u202eERROR: all is lost"';

afterEach(() => vi.restoreAllMocks());

describe("the context of a handler", () => {
  it("has the request's URL with its query, and its bytes", async () => {
    const contexts: DeliveryContext[] = [];
    const { receiver } = observed({ on: { "*": (_delivery, context) => contexts.push({ ...context }) } });
    const url = "https://hooks.example.com/webex?bot=support&list=1%2B1";
    const request = await buildWebexDelivery("rooms.created", { secret, url });
    const bytes = new Uint8Array(await request.clone().arrayBuffer());
    expect((await receiver(request)).status).toBe(200);
    const [context] = contexts;
    expect(context?.name).toBe("rooms.created");
    expect(context?.url).toBe(url);
    expect(context?.body).toEqual(bytes);
    expect(JSON.parse(new TextDecoder().decode(context?.body))).toEqual(context?.original);
    expect(context?.headers.get("Content-Type")).toBe("application/json");
    expect(Object.keys(context ?? {}).sort()).toEqual(["body", "headers", "name", "original", "url"]);
  });

  it.each([
    ["https://user:SECRET@hooks.example.com/a@b?c=d@e", "https://hooks.example.com/a@b?c=d@e"],
    ["https://user:SE@CRET@hooks.example.com:8443?c=d@e", "https://hooks.example.com:8443?c=d@e"],
    ["//user@hooks.example.com/", "//hooks.example.com/"],
    ["https://hooks.example.com", "https://hooks.example.com"],
    ["/webex//a@b", "/webex//a@b"],
    [undefined, undefined],
  ])("has no user and password in the URL: %s", async (url, shown) => {
    const urls: unknown[] = [];
    const receiver = create8x8Receiver({ unverified: true, onUnknown: (_delivery, context) => urls.push(context.url) });
    const body = async () => new TextEncoder().encode('{"eventType":"new_event"}');
    await receiver.handle({ method: "POST", url, header: () => undefined, headers: () => new Headers(), body });
    expect(urls).toEqual([shown]);
  });
});

describe("what is printed and rejected", () => {
  const forbidden = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]/u;

  it("keeps to one line, whatever the sender wrote as the name of a delivery", async () => {
    const print = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const fail = () => {
      throw new Error("broken");
    };
    for (const eventType of [sender, `${sender}${"x".repeat(10_000)}`]) {
      const change = { eventType } as never;
      await create8x8Receiver({ unverified: true, onUnknown: fail })(
        await build8x8Delivery("account_update", { change }),
      );
    }
    for (const change of [
      { eventType: sender, payload: 5 },
      { eventType: "account_update", wabaId: [sender] },
    ]) {
      await create8x8Receiver({ unverified: true, onUnknown: fail })(
        await build8x8Delivery("account_update", { change: change as never }),
      );
    }
    expect(print.mock.calls.length).toBeGreaterThan(2);
    for (const [text, error] of print.mock.calls) {
      expect(text).not.toMatch(forbidden);
      expect(String(text).length).toBeLessThan(200);
      expect(String((error as Error).message)).not.toMatch(forbidden);
    }
    expect(print.mock.calls[0]?.[0]).toBe('Handling x [2J 31m ERROR: all is lost" failed:');
  });

  it("keeps to one line in a rejection too", async () => {
    const messages: string[] = [];
    const receiver = create8x8Receiver({
      unverified: true,
      invalid: "reject",
      onRejected: ({ message }) => messages.push(message),
    });
    const head = { headers: () => new Headers(), body: async () => new TextEncoder().encode(JSON.stringify(event)) };
    const event = { eventType: "account_update", [sender]: [sender], businessAccountId: { [sender]: sender } };
    const media = { method: "POST", header: (name: string) => (name === "content-type" ? sender : undefined) };
    for (const parts of [
      { method: sender, header: () => undefined },
      media,
      { method: "POST", header: () => undefined },
    ]) {
      const response = await receiver.handle({ ...head, ...parts });
      expect(response.body?.trimEnd()).not.toMatch(forbidden);
    }
    expect(messages).toHaveLength(3);
    for (const message of messages) expect(message).not.toMatch(forbidden);
  });
});
