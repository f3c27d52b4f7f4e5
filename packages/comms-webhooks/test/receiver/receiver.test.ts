import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { build8x8Delivery, buildWebexDelivery, faults } from "../../src/testing/index.js";
import type { ReceiverOptions } from "../../src/webex/index.js";
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
    ["a body with a content encoding", "POST", { ...signature, "Content-Encoding": "gzip" }, 415, "content-encoding"],
    ["a signature that is missing", "POST", json, 401, "credentials"],
    ["a signature of another form", "POST", { ...json, "X-Spark-Signature": "A".repeat(40) }, 401, "credentials"],
    ["a signature with a prefix", "POST", { "X-Spark-Signature": `sha1=${"0".repeat(40)}` }, 401, "credentials"],
    ["a length one byte above the limit", "POST", { ...signature, "Content-Length": "1048577" }, 413, "too-large"],
    ["a length above the limit", "POST", { ...signature, "Content-Length": "99999999" }, 413, "too-large"],
  ])("rejects %s before it reads the body", async (_name, method, headers, status, reason) => {
    const { receiver, handled, rejections } = observed();
    const init = { method, headers, body: unread(), duplex: "half" };
    const response = await receiver(new Request("https://r.example", init as RequestInit));
    expect(response.status).toBe(status);
    expect(rejections).toMatchObject([{ status, reason }]);
    expect(response.headers.get("Allow")).toBe(status === 405 ? "POST" : null);
    expect(handled).toEqual([]);
  });

  it.each([
    ["gzip", "gzip"],
    ["identity, br", "identity, br"],
    [`x-${"x".repeat(5_000)}`, `x-${"x".repeat(98)}…`],
    ["br\u0085", "br "],
    ["br\u001b[31m\u202e\r\nx", "br [31m x"],
  ])("names the content encoding that it rejects, without its end and control characters", async (encoding, shown) => {
    const { status, body } = await observed().receiver.handle({
      method: "POST",
      header: (name) => (name === "content-encoding" ? encoding : undefined),
      headers: () => new Headers(),
      body: () => Promise.reject(new Error("The body was read")),
    });
    expect([status, body]).toEqual([415, `The body must be sent without Content-Encoding; got ${shown}.\n`]);
  });

  it.each(["identity", "Identity, identity", ""])("accepts the content encoding %j", async (encoding) => {
    expect((await observed().receiver(await signed("{}", { "Content-Encoding": encoding }))).status).toBe(200);
  });

  it.each([
    "application/json",
    "application/json, application/json",
    "application/x-www-form-urlencoded",
    "text/plain;charset=UTF-8",
    "json",
    "",
    undefined,
  ])("lets the media type %j decide nothing where the delivery is authentic", async (type) => {
    const { receiver, handled } = observed();
    const receiver8x8 = create8x8Receiver({ authorization: "Basic x", on: { "*": () => handled.push(0) } });
    const requests = [
      await buildWebexDelivery("rooms.created", { secret }),
      await build8x8Delivery("inbound_message_received", { authorization: "Basic x" }),
    ] as const;
    for (const { headers } of requests) {
      if (type === undefined) headers.delete("Content-Type");
      else headers.set("Content-Type", type);
    }
    expect((await receiver(requests[0])).status).toBe(200);
    expect((await receiver8x8(requests[1])).status).toBe(200);
    expect(handled).toHaveLength(2);
  });

  it.each([
    ["text/plain", 415],
    ["Text/Plain; charset=utf-8", 415],
    ["multipart/form-data; boundary=x", 415],
    ["application/x-www-form-urlencoded", 415],
    ["text/plain, text/plain", 415],
    ["application/json", 200],
    ["application/json, application/json", 200],
    ["text/json", 200],
    ["", 200],
  ])(
    "responds to the media type %j of a request that nothing verifies with %i, because forms send three",
    async (type, status) => {
      const { receiver, rejections } = observed({ secret: undefined, unverified: true });
      const request = await buildWebexDelivery("rooms.created", { headers: { "Content-Type": type } });
      expect((await receiver(request)).status).toBe(status);
      expect(rejections).toMatchObject(status === 415 ? [{ reason: "media-type" }] : []);
    },
  );

  it("reads a body of which 1 MiB is announced, and no more than that, by default", async () => {
    const limits: number[] = [];
    const headers: Record<string, string> = { "content-length": String(2 ** 20), "x-spark-signature": "0".repeat(40) };
    const { status } = await observed().receiver.handle({
      method: "POST",
      header: (name) => headers[name],
      headers: () => new Headers(headers),
      async body(limit) {
        limits.push(limit);
        return new Uint8Array();
      },
    });
    expect([status, limits]).toEqual([401, [2 ** 20]]);
  });

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

  it("accepts exactly the longest body, and rejects one byte more, announced or not", async () => {
    const body = JSON.stringify({ text: "x".repeat(100) });
    const statuses = async (maxBytes: number) => {
      const { receiver } = observed({ maxBytes, onInvalid: () => undefined });
      const announced = await signed(body, { "Content-Length": String(body.length) });
      expect(announced.headers.get("Content-Length")).toBe(String(body.length));
      return [(await receiver(announced)).status, (await receiver(await signed(body))).status];
    };
    expect(await statuses(body.length)).toEqual([200, 200]);
    expect(await statuses(body.length - 1)).toEqual([413, 413]);
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

  it("reveals nothing secret of what it rejected", async () => {
    const { receiver, rejections } = observed();
    const response = await receiver(await buildWebexDelivery("rooms.created", { secret: "another-secret" }));
    const text = JSON.stringify(rejections) + (await response.text());
    expect(text).not.toContain(secret);
    expect(text).not.toMatch(/[0-9a-f]{40}/);
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
    const { receiver, handled } = observed({ secret: ["new", "old"] } as Partial<ReceiverOptions>);
    for (const one of ["old", "new", "other"])
      await receiver(await buildWebexDelivery("rooms.created", { secret: one }));
    expect(handled).toHaveLength(2);
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

  it("responds with 200 to a known delivery without a handler", async () => {
    const { receiver } = observed({ on: {} });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(200);
  });

  it("calls onUnknown with what the specification doesn't know", async () => {
    const unknown: unknown[] = [];
    const { receiver, handled } = observed({ onUnknown: (delivery, { name }) => unknown.push([name, delivery]) });
    const change = { event: "pinned" } as never;
    expect((await receiver(await buildWebexDelivery("messages.created", { secret, change }))).status).toBe(200);
    expect(unknown).toMatchObject([["messages.pinned", { event: "pinned" }]]);
    expect(handled).toEqual([]);
  });

  it.each(["constructor", "__proto__", "toString"])("treats the name %s as unknown", async (event) => {
    const unknown: unknown[] = [];
    const { receiver, errors } = observed({ onUnknown: (_delivery, { name }) => unknown.push(name) });
    const body = JSON.stringify({ eventType: event });
    const receiver8x8 = create8x8Receiver({ unverified: true, onUnknown: (_delivery, { name }) => unknown.push(name) });
    expect(
      (
        await receiver8x8(
          new Request("https://r.example", { method: "POST", body, headers: { "Content-Type": "application/json" } }),
        )
      ).status,
    ).toBe(200);
    await receiver(await buildWebexDelivery("messages.created", { secret, change: { event } as never }));
    expect(unknown).toEqual([event, `messages.${event}`]);
    expect(errors).toEqual([]);
  });

  it("responds with 200 to another shape, and calls onInvalid with what is wrong", async () => {
    const invalid: unknown[] = [];
    const { receiver, handled } = observed({ onInvalid: (original, issues) => invalid.push([original, issues]) });
    const change = { data: { id: 5 } } as never;
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret, change }))).status).toBe(200);
    expect(invalid).toMatchObject([[{ data: { id: 5 } }, [{ path: ["data", "id"] }]]]);
    expect(handled).toEqual([]);
  });

  it('rejects another shape with 400 with `invalid: "reject"`, and still calls onInvalid', async () => {
    const invalid: unknown[] = [];
    const request = await buildWebexDelivery("rooms.created", { secret, change: { name: 5 } as never });
    for (const options of [{}, { onInvalid: (...[original, issues]: unknown[]) => invalid.push([original, issues]) }]) {
      const { receiver, rejections, handled, errors } = observed({ ...options, invalid: "reject" });
      expect((await receiver(request.clone())).status).toBe(400);
      expect(rejections).toMatchObject([{ reason: "shape", message: "name must be a string; got a number" }]);
      expect([handled, errors]).toEqual([[], []]);
    }
    expect(invalid).toMatchObject([[{ name: 5 }, [{ path: ["name"] }]]]);
  });

  it('accepts the right shape with `invalid: "reject"`', async () => {
    const { receiver, handled } = observed({ invalid: "reject" });
    expect((await receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  it('rejects another shape with `invalid: "reject"` even if onInvalid throws, and reports that', async () => {
    const failure = new Error("no");
    const { receiver, errors } = observed({
      invalid: "reject",
      onInvalid() {
        throw failure;
      },
    });
    const request = await buildWebexDelivery("rooms.created", { secret, change: { name: 5 } as never });
    expect((await receiver(request)).status).toBe(400);
    expect(errors).toEqual([failure]);
  });

  it("calls the catch-all if the handler of the name is undefined", async () => {
    const calls: string[] = [];
    const on = {
      "rooms.created": undefined,
      "*": (_delivery: unknown, { name }: { name: string }) => calls.push(name),
    };
    expect((await observed({ on }).receiver(await buildWebexDelivery("rooms.created", { secret }))).status).toBe(200);
    expect(calls).toEqual(["rooms.created"]);
  });
});
