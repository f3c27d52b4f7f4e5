import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { memorySeenStore } from "../../src/index.js";
import type { BaseReceiverOptions } from "../../src/receiver/options.js";
import type { Protocol } from "../../src/receiver/protocol.js";
import { createReceiver } from "../../src/receiver/receiver.js";

interface Deliveries {
  readonly "bell.rung": { readonly id: string };
}

type Options = BaseReceiverOptions<Deliveries, unknown> & { readonly key: string };

/** A vendor of which the core has never heard. */
const bells: Protocol<Deliveries, unknown, Options> = {
  names: new Set(["bell.rung"]),
  optionRules: { key: ["string", "a key"] },
  credentialHeaders: ["x-bell-key"],
  createVerification({ key }) {
    const rejection = { status: 401, reason: "credentials", message: "Another key." } as const;
    return { headers: { passes: async (delivery) => delivery.header("x-bell-key") === key, rejection } };
  },
  classify(value) {
    const { name, id } = Object(value);
    if (name !== "bell.rung") return { kind: "unknown", name: String(name), delivery: value };
    if (typeof id === "string") return { kind: "known", name, delivery: { id } };
    return { kind: "invalid", name, issues: [{ message: "id must be a string", path: ["id"] }] };
  },
  duplicateKey: async (value) => JSON.stringify(value),
};

function deliver(receiver: ReturnType<typeof createReceiver>, value: unknown, key = "k") {
  const headers: Record<string, string> = { "x-bell-key": key, "x-trace": "1", authorization: "Basic x" };
  return receiver.handle({
    method: "POST",
    header: (name) => headers[name],
    headers: () => new Headers(headers),
    body: async () => new TextEncoder().encode(JSON.stringify(value)),
  });
}

describe("a receiver of another vendor", () => {
  it("is created from the vendor's protocol alone", async () => {
    const seen: unknown[] = [];
    const receiver = createReceiver(bells, {
      key: "k",
      on: { "bell.rung": ({ id }, { headers }) => seen.push(id, [...headers]) },
      onUnknown: (_delivery, { name }) => seen.push(name),
      onInvalid: (_original, issues) => seen.push(issues.length),
      duplicates: { store: memorySeenStore() },
    });
    expect(await deliver(receiver, { name: "bell.rung", id: "1" })).toEqual({ status: 200, headers: {}, body: null });
    expect((await deliver(receiver, { name: "bell.rung", id: "1" })).status).toBe(200);
    expect((await deliver(receiver, { name: "bell.lost" })).status).toBe(200);
    expect((await deliver(receiver, { name: "bell.rung" })).status).toBe(200);
    expect(await deliver(receiver, { name: "bell.rung", id: "2" }, "other")).toEqual({
      status: 401,
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      body: "Another key.\n",
    });
    expect(seen).toEqual(["1", [["x-trace", "1"]], "bell.lost", 1]);
  });

  it("leaves the delivery's own headers as they are", async () => {
    const own = new Headers({ "x-bell-key": "k", authorization: "Basic x", "x-trace": "1" });
    const read: Headers[] = [];
    const receiver = createReceiver(bells, { key: "k", on: { "*": (_delivery, { headers }) => read.push(headers) } });
    const body = async () => new TextEncoder().encode('{"name":"bell.rung","id":"1"}');
    await receiver.handle({ method: "POST", header: (name) => own.get(name), headers: () => own, body });
    expect(read.map((headers) => [...headers])).toEqual([[["x-trace", "1"]]]);
    expect([...own.keys()]).toEqual(["authorization", "x-bell-key", "x-trace"]);
  });

  it("checks its options by its rules", () => {
    expect(() => createReceiver(bells, { keys: "k" } as never)).toThrow("keys isn't a known option; did you mean key?");
    expect(() => createReceiver(bells, { key: {} } as never)).toThrow("key must be a key; got object");
  });
});

it("the core names no vendor", () => {
  const folder = new URL("../../src/receiver/", import.meta.url);
  for (const file of readdirSync(folder)) {
    expect(readFileSync(new URL(file, folder), "utf8"), file).not.toMatch(/webex|8x8|spark/i);
  }
});

it("the headers of a delivery stay as they are, whatever handlers don't see", async () => {
  const own = new Headers({ "x-bell-key": "k", authorization: "Basic x", "x-trace": "1" });
  const read: Headers[] = [];
  const receiver = createReceiver(bells, { key: "k", on: { "*": (_delivery, { headers }) => read.push(headers) } });
  const body = async () => new TextEncoder().encode('{"name":"bell.rung","id":"1"}');
  await receiver.handle({ method: "POST", header: (name) => own.get(name), headers: () => own, body });
  expect(read.map((headers) => [...headers])).toEqual([[["x-trace", "1"]]]);
  expect([...own.keys()]).toEqual(["authorization", "x-bell-key", "x-trace"]);
});
