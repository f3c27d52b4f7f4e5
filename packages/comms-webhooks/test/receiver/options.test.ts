import { describe, expect, it } from "vitest";
import { create8x8Receiver } from "../../src/8x8/index.js";
import { memorySeenStore, redisSeenStore } from "../../src/index.js";
import { buildWebexDelivery } from "../../src/testing/index.js";
import { createWebexReceiver } from "../../src/webex/index.js";
import { observed, secret } from "./observed.js";

const store = memorySeenStore();
const authorization = "Basic dXNlcjpwYXNzd29yZA==";

describe("verification", () => {
  it.each([
    {},
    { secret: "" },
    { secret: [] },
    { secret: ["a", ""] },
    { secret: 5 },
    { secret: null },
    { secret: {} },
    { unverified: false },
  ])("is never skipped by accident: %j", (options) => {
    expect(() => createWebexReceiver(options as never)).toThrow(/^secret must be/);
  });

  it("is skipped with `unverified: true`", async () => {
    const { receiver, handled } = observed({ secret: undefined, unverified: true });
    expect((await receiver(await buildWebexDelivery("rooms.created"))).status).toBe(200);
    expect(handled).toHaveLength(1);
  });

  it("can't be skipped and configured at once", () => {
    expect(() => createWebexReceiver({ secret, unverified: true } as never)).toThrow("can't be used together");
    expect(() => create8x8Receiver({ authorization: "x", unverified: true } as never)).toThrow(
      "can't be used together",
    );
    expect(() => create8x8Receiver({ verifyToken: () => true, unverified: true } as never)).toThrow(
      "can't be used together",
    );
  });

  it.each(["true", "yes", 1, {}, null])(
    "is never skipped by a value that is only truthy, or none: %j",
    (unverified) => {
      for (const create of [createWebexReceiver, create8x8Receiver] as ((options: never) => unknown)[]) {
        expect(() => create({ unverified } as never)).toThrow(/^unverified must be true or false; got /);
      }
    },
  );

  it.each([null, {}, 5, "", [], [authorization, ""], [null], "Basic a\nb", ["Basic a", "b\r\nc: d"]])(
    "needs an authorization that a header can have, not %j",
    (wrong) => {
      const create = () => create8x8Receiver({ authorization: wrong } as never);
      expect(create).toThrow(
        new TypeError("authorization must be the value of httpAuthorization, or an array of such values"),
      );
    },
  );

  it("needs a verifyToken that can be called", () => {
    expect(() => create8x8Receiver({ verifyToken: "token" } as never)).toThrow(
      "verifyToken must be a function; got string",
    );
  });
});

/** Handlers that no spread and no list of names finds. */
class Inherited {
  "rooms.created"(): number {
    return 0;
  }
}

describe("the options of a receiver", () => {
  it.each([
    [{ deadline: 2 ** 31 }, "deadline must be milliseconds from 0 to 2147483647; got 2147483648"],
    [{ deadline: Number.NaN }, "deadline must be milliseconds from 0 to 2147483647; got NaN"],
    [{ deadline: "5s" }, "deadline must be milliseconds from 0 to 2147483647; got string"],
    [{ maxBytes: -1 }, "maxBytes must be a number of bytes from 0; got -1"],
    [{ maxBytes: Number.NaN }, "maxBytes must be a number of bytes from 0; got NaN"],
    [{ invalid: "refuse" }, 'invalid must be "accept" or "reject"'],
    [{ maxBytes: "1mb" }, "maxBytes must be a number of bytes from 0; got string"],
    [{ maxBytes: null }, "maxBytes must be a number of bytes from 0; got null"],
    [{ on: [] }, "on must be a plain object with a handler for each delivery name"],
    [{ on: new Map() }, "on must be a plain object with a handler for each delivery name"],
    [{ on: new Inherited() }, "on must be a plain object with a handler for each delivery name"],
    [{ on: null }, "on must be a plain object with a handler for each delivery name; got null"],
    [{ on: "messages.created" }, "on must be a plain object with a handler for each delivery name; got string"],
    [{ on: Object.assign(Object.create(null), { "rooms.created": () => 0 }) }, undefined],
    [
      { on: { "messages.creatd": () => 0 } },
      'on["messages.creatd"] isn\'t a known delivery; did you mean messages.created?',
    ],
    [{ on: { constructor: () => 0 } }, "on.constructor isn't a known delivery"],
    [{ on: Object.fromEntries([["toString", () => 0]]) }, "on.toString isn't a known delivery"],
    [{ hasOwnProperty: true }, "hasOwnProperty isn't a known option"],
    [{ onUnkown: () => 0 }, "onUnkown isn't a known option; did you mean onUnknown?"],
    [{ duplicates: {} }, "duplicates.store must be a store, such as memorySeenStore(); got undefined"],
    [{ duplicates: null }, "duplicates must be an object with a store; got null"],
    [{ duplicates: "memory" }, "duplicates must be an object with a store; got string"],
    [{ deadline: -1 }, "deadline must be milliseconds from 0 to 2147483647; got -1"],
    [{ deadline: Number.POSITIVE_INFINITY }, "deadline must be milliseconds from 0 to 2147483647; got Infinity"],
    [{ on: { "rooms.created": "handler" } }, 'on["rooms.created"] must be a function; got string'],
    [{ on: { "*": null } }, "on.* must be a function; got null"],
    [{ on: { "room.created": () => 0 } }, 'on["room.created"] isn\'t a known delivery; did you mean rooms.created?'],
    [
      { on: { "message.created": () => 0 } },
      'on["message.created"] isn\'t a known delivery; did you mean messages.created?',
    ],
    [{ on: { "msg.created": () => 0 } }, 'on["msg.created"] isn\'t a known delivery; did you mean messages.created?'],
    [{ on: { "gossip.overheard": () => 0 } }, 'on["gossip.overheard"] isn\'t a known delivery'],
    [{ onUnknown: 5 }, "onUnknown must be a function; got 5"],
    [{ onInvalid: {} }, "onInvalid must be a function; got object"],
    [{ onRejected: true }, "onRejected must be a function; got boolean"],
    [{ onError: "log" }, "onError must be a function; got string"],
    [{ setTimer: 1 }, "setTimer must be a function; got 1"],
    [{ now: new Date() }, "now must be a function; got object"],
    [{ maxbytes: 5 }, "maxbytes isn't a known option; did you mean maxBytes?"],
    [{ sleep: () => 0 }, "sleep isn't a known option"],
    [{ duplicates: store }, "duplicates.claim isn't a known option"],
    [{ duplicates: { store: {} } }, "duplicates.store must be a store, such as memorySeenStore()"],
    [{ duplicates: { window: 5 } }, "duplicates.store must be a store, such as memorySeenStore(); got undefined"],
    [{ duplicates: { store, windows: 5 } }, "duplicates.windows isn't a known option; did you mean window?"],
    [
      { duplicates: { store, window: Number.NaN } },
      "duplicates.window must be a whole number of milliseconds from 1 to 300000; got NaN",
    ],
    [
      { duplicates: { store, window: 300_001 } },
      "duplicates.window must be a whole number of milliseconds from 1 to 300000; got 300001",
    ],
    [
      { duplicates: { store, lease: 0.5 } },
      "duplicates.lease must be a whole number of milliseconds from 1 to 9007199254740991; got 0.5",
    ],
    [{ duplicates: { store, window: 300_000, lease: 300_001 } }, undefined],
    [{ deadline: undefined, on: undefined, maxBytes: undefined, duplicates: undefined, onError: undefined }, undefined],
    [{ deadline: 0, maxBytes: Number.POSITIVE_INFINITY, duplicates: { store, lease: undefined } }, undefined],
  ])("are checked by name: %j", (options, message) => {
    const create = () => createWebexReceiver({ secret, ...options } as never);
    if (message === undefined) expect(create).not.toThrow();
    else expect(create).toThrow(new TypeError(message));
  });

  it.each([
    { deadline: 0 },
    { deadline: 2 ** 31 - 1 },
    { maxBytes: 0 },
    { invalid: "accept" },
    { invalid: "reject" },
    { duplicates: { store, window: 1, lease: 1 } },
  ])("may be %j", (options) => {
    expect(() => createWebexReceiver({ secret, ...options } as never)).not.toThrow();
  });

  it.each([0, 1.5, -1])("need a lease of whole milliseconds, not %s", (lease) => {
    expect(() => createWebexReceiver({ secret, duplicates: { store, lease } })).toThrow(
      `duplicates.lease must be a whole number of milliseconds from 1 to 9007199254740991; got ${lease}`,
    );
  });

  it("need all functions of a store", () => {
    const { release: _, ...rest } = store;
    expect(() => createWebexReceiver({ secret, duplicates: { store: rest } } as never)).toThrow(
      /^duplicates\.store must/,
    );
  });

  it.each([undefined, null, "secret"])("must be an object, not %s", (options) => {
    expect(() => createWebexReceiver(options as never)).toThrow(new TypeError("the options must be an object"));
    expect(() => create8x8Receiver(options as never)).toThrow(new TypeError("the options must be an object"));
  });

  it("are named before the missing secret if one is misspelled", () => {
    expect(() => createWebexReceiver({ secert: "x" } as never)).toThrow(
      "secert isn't a known option; did you mean secret?",
    );
    expect(() => create8x8Receiver({ authorisation: "x" } as never)).toThrow("did you mean authorization?");
  });

  it("allow a longer window at 8x8, whose duplicates have ids", () => {
    expect(() => create8x8Receiver({ unverified: true, duplicates: { store, window: 86_400_000 } })).not.toThrow();
  });
});

describe("the options of a store", () => {
  it("are checked by name", () => {
    expect(() => memorySeenStore({ max: 0 })).toThrow("max must be a whole number from 1; got 0");
    expect(() => memorySeenStore({ max: Number.NaN })).toThrow("max must be a whole number from 1; got NaN");
    expect(() => memorySeenStore({ now: 5 } as never)).toThrow("now must be a function; got 5");
    expect(() => memorySeenStore({ maks: 5 } as never)).toThrow("maks isn't a known option");
    expect(() => memorySeenStore(null as never)).toThrow("the options must be an object");
    expect(() => memorySeenStore({ max: 1 })).not.toThrow();
    expect(() => memorySeenStore({ max: undefined, now: undefined })).not.toThrow();
    expect(() => redisSeenStore({} as never)).toThrow(
      "command must be a function that sends a command to Redis; got object",
    );
    const command = async () => null;
    expect(() => redisSeenStore(command, { prefix: 5 } as never)).toThrow("prefix must be a string; got 5");
    expect(() => redisSeenStore(command, { prefixes: "a:" } as never)).toThrow(
      "prefixes isn't a known option; did you mean prefix?",
    );
  });
});

describe("what an object inherits", () => {
  const own = { secret, on: { "rooms.created": () => undefined } };

  class Options {
    readonly secret = secret;
    get on() {
      return own.on;
    }
  }

  it.each([
    ["secret", Object.create({ secret })],
    ["maxBytes", Object.assign(Object.create({ maxBytes: "1mb" }), own)],
    ["on", new Options()],
  ])("isn't taken for the option %s, which would be unchecked or lost in a copy", (name, options) => {
    expect(() => createWebexReceiver(options)).toThrow(`${name} must be set on the object itself, not inherited`);
  });

  it("isn't taken for handlers", () => {
    const on = Object.create(Object.assign(Object.create(null), own.on));
    expect(() => createWebexReceiver({ secret, on })).toThrow('on["rooms.created"] must be set on the object itself');
  });
});
