import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { buildWebexDelivery, faults } from "../../src/testing/index.js";
import { createWebexReceiver, type WebexReceiverOptions } from "../../src/webex/index.js";

import { observed, secret, signed } from "./observed.js";

describe("the order of the checks", () => {
  const json = { "Content-Type": "application/json" };
  const signature = { "X-Spark-Signature": "0".repeat(40) };
  const unread = () =>
    new ReadableStream({
      pull() {
        throw new Error("The body was read");
      },
    });

  it.each([
    ["the method", "PUT", {}, 405, "method"],
    ["the media type", "POST", { "Content-Type": "text/plain" }, 415, "media-type"],
    [
      "the media type before the signature",
      "POST",
      { "Content-Type": "application/xml", ...signature },
      415,
      "media-type",
    ],
    ["a signature that is missing", "POST", json, 401, "credentials"],
    ["a signature of another form", "POST", { ...json, "X-Spark-Signature": "A".repeat(40) }, 401, "credentials"],
    ["a signature with a prefix", "POST", { "X-Spark-Signature": `sha1=${"0".repeat(40)}` }, 401, "credentials"],
    ["a length above the limit", "POST", { ...signature, "Content-Length": "99999999" }, 413, "too-large"],
  ])("refuses %s before it reads the body", async (_name, method, headers, status, reason) => {
    const { receiver, handled, rejections } = observed();
    const init = { method, headers, body: unread(), duplex: "half" };
    const answer = await receiver(new Request("https://r.example", init as RequestInit));
    expect(answer.status).toBe(status);
    expect(rejections).toMatchObject([{ status, reason }]);
    expect(answer.headers.get("Allow")).toBe(status === 405 ? "POST" : null);
    expect(handled).toEqual([]);
  });

  it.each(["application/json", "application/json;charset=UTF-8", "Application/JSON", "application/cloudevents+json"])(
    "takes the media type %s, and none at all",
    async (type) => {
      const { receiver } = observed();
      expect((await receiver(await signed("{}", { "Content-Type": type }))).status).toBe(200);
      const request = await signed("{}");
      request.headers.delete("Content-Type");
      expect((await receiver(request)).status).toBe(200);
    },
  );

  it("stops reading at the limit, where no length was announced", async () => {
    const { receiver, rejections } = observed({ maxBytes: 1_000 });
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(400));
      },
    });
    const init = { method: "POST", headers: signature, body, duplex: "half" };
    expect((await receiver(new Request("https://r.example", init as RequestInit))).status).toBe(413);
    expect(rejections).toMatchObject([{ reason: "too-large" }]);
    expect(pulled).toBeLessThan(6);
  });

  it("verifies the signature before it parses", async () => {
    const { receiver, rejections } = observed();
    const forged = new Request("https://r.example", {
      method: "POST",
      headers: { ...json, ...signature },
      body: "{broken",
    });
    expect((await receiver(forged)).status).toBe(401);
    expect((await receiver(await signed("{broken"))).status).toBe(400);
    expect((await receiver(await signed(Uint8Array.of(0x22, 0xff, 0x22)))).status).toBe(400);
    expect(rejections.map(({ reason }) => reason)).toEqual(["signature", "json", "json"]);
  });

  it("tells nothing secret of what it refused", async () => {
    const { receiver, rejections } = observed();
    const answer = await receiver(await buildWebexDelivery("rooms.created", { secret: "another-secret" }));
    const told = JSON.stringify(rejections) + (await answer.text());
    expect(told).not.toContain(secret);
    expect(told).not.toMatch(/[0-9a-f]{40}/);
  });
});

describe("authentic bytes", () => {
  it.each([
    ["numbers written otherwise", '{"resource":"a","event":"b","data":{"n":1.0,"m":1e2}}'],
    ["escapes", '{"resource":"caf\\u00e9","event":"\\/b"}'],
    ["keys in numeric disorder", '{"2":1,"1":2,"resource":"x"}'],
    ["white space", '{ "resource" : "x" }\n'],
    ["a number beyond precision", '{"n":12345678901234567890}'],
    ["a key twice", '{"a":1,"a":2}'],
    ["text beyond ASCII", '{"name":"日本語 😀"}'],
    ["no object at all", "[1,2]"],
    ["null", "null"],
  ])("are accepted with %s", async (_name, body) => {
    expect((await observed().receiver(await signed(body))).status).toBe(200);
  });

  it("are accepted with a byte order mark", async () => {
    const request = await buildWebexDelivery("messages.created");
    const body = faults.withByteOrderMark(new Uint8Array(await request.arrayBuffer()));
    const { receiver, handled } = observed();
    expect((await receiver(await signed(body))).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  it("are accepted with any of several secrets, the old and the new", async () => {
    const { receiver, handled } = observed({ secret: ["new", "old"] } as Partial<WebexReceiverOptions>);
    for (const one of ["old", "new", "other"])
      await receiver(await buildWebexDelivery("rooms.created", { secret: one }));
    expect(handled).toHaveLength(2);
  });
});

describe("what a receiver is made with", () => {
  it.each([{}, { secret: "" }, { secret: [] }, { secret: ["a", ""] }, { secret: 5 }, { unsigned: false }])(
    "is never no secret by accident: %j",
    (options) => {
      expect(() => createWebexReceiver(options as never)).toThrow(/^secret must be/);
    },
  );

  it("can be no secret on purpose", async () => {
    const { receiver, handled } = observed({ secret: undefined, unsigned: true } as never);
    expect((await receiver(await buildWebexDelivery("rooms.created"))).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  it("is at most five minutes of duplicates for Webex", () => {
    const duplicates = { store: { claim: 0, complete: 0, release: 0 } as never, window: 300_001 };
    expect(() => createWebexReceiver({ secret, duplicates })).toThrow(
      "duplicates.window must be at most 300000 ms for Webex; got 300001",
    );
  });
});

describe("dispatch", () => {
  it("calls the handler of the name, and the catch-all for the rest", async () => {
    const calls: string[] = [];
    const { receiver } = observed({
      on: {
        "messages.created": ({ data }) => calls.push(`message of ${data.personEmail}`),
        "*": (_delivery, { name }) => calls.push(name),
      },
    });
    await receiver(await buildWebexDelivery("messages.created", { secret }));
    await receiver(await buildWebexDelivery("rooms.migrated", { secret }));
    expect(calls).toEqual(["message of bob@example.com", "rooms.migrated"]);
  });

  it("answers a known delivery without a handler with 200", async () => {
    const { receiver } = observed({ on: {} });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(200);
  });

  it("hands what the specification does not know to onUnknown", async () => {
    const unknown: unknown[] = [];
    const { receiver, handled } = observed({ onUnknown: (delivery, { name }) => unknown.push([name, delivery]) });
    const change = { event: "pinned" } as never;
    expect((await receiver(await buildWebexDelivery("messages.created", { secret, change }))).status).toBe(200);
    expect(unknown).toMatchObject([["messages.pinned", { event: "pinned" }]]);
    expect(handled).toEqual([]);
  });

  it.each(["constructor", "__proto__", "toString"])("takes the name %s for an unknown one", async (event) => {
    const unknown: unknown[] = [];
    const { receiver, errors } = observed({ onUnknown: (_delivery, { name }) => unknown.push(name) });
    const body = JSON.stringify({ eventType: event });
    const connect = create8x8Receiver({ unauthorized: true, onUnknown: (_delivery, { name }) => unknown.push(name) });
    expect(
      (
        await connect(
          new Request("https://r.example", { method: "POST", body, headers: { "Content-Type": "application/json" } }),
        )
      ).status,
    ).toBe(200);
    await receiver(await buildWebexDelivery("messages.created", { secret, change: { event } as never }));
    expect(unknown).toEqual([event, `messages.${event}`]);
    expect(errors).toEqual([]);
  });

  it("accepts another shape with 2xx, and tells onInvalid what is wrong", async () => {
    const invalid: unknown[] = [];
    const { receiver, handled } = observed({ onInvalid: (original, issues) => invalid.push([original, issues]) });
    const change = { data: { id: 5 } } as never;
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change }))).status).toBe(200);
    expect(invalid).toMatchObject([
      [{ data: { id: 5 } }, [{ path: ["data", "type"] }, { path: ["data", "created"] }, { path: ["data", "id"] }]],
    ]);
    expect(handled).toEqual([]);
  });

  it("rejects another shape with 400 where that is asked for", async () => {
    const { receiver, rejections } = observed({ invalid: "reject" });
    const answer = await receiver(await buildWebexDelivery("rooms.created", { secret, change: { name: 5 } as never }));
    expect(answer.status).toBe(400);
    expect(rejections).toMatchObject([{ reason: "shape", message: "name must be a string; got a number" }]);
  });
});
