import { describe, expect, it } from "vitest";
import { apis } from "../../src/apis.js";
import { changed, replacedAt } from "../../src/delivery/change.js";
import { eventIssues, startEvent } from "../../src/delivery/event.js";
import { createSandbox } from "../../src/index.js";
import { createSources, event, events } from "./toy.js";

const definitions = new Map([
  ["toy", events],
  ["other", { ...events, names: ["other.event"], fields: {}, faults: {} }],
]);

const faults = '"duplicate", "bom", "truncated", "oversize", "slow"';

describe("the issues of an event", () => {
  it.each([
    [null, "an event must be an object"],
    [[], "an event must be an object"],
    ["thing.made", "an event must be an object"],
    [{}, 'api must be one of "toy", "other"'],
    [{ api: "toString" }, 'api must be one of "toy", "other"; got "toString"'],
    [{ api: ["toy"] }, 'api must be one of "toy", "other"; got an array'],
    [{ api: "toy" }, 'name must be one of "thing.made", "thing.gone"'],
    [
      { api: "toy", name: "thing.mode" },
      'name must be one of "thing.made", "thing.gone"; got "thing.mode"; did you mean thing.made?',
    ],
    [{ api: "toy", name: "__proto__" }, 'name must be one of "thing.made", "thing.gone"; got "__proto__"'],
    [{ api: "toy", name: ["thing.made"] }, 'name must be one of "thing.made", "thing.gone"; got an array'],
    [{ api: "other", name: "thing.made" }, 'name must be one of "other.event"; got "thing.made"'],
    [{ ...event, example: "other" }, 'example must be one of "plain", "bare"; got "other"'],
    [{ ...event, example: "toString" }, 'example must be one of "plain", "bare"; got "toString"'],
    [{ ...event, change: [] }, "change must be an object"],
    [{ ...event, change: null }, "change must be an object"],
    [{ ...event, token: 1 }, "token must be a string"],
    [{ ...event, region: 1 }, "region must be a string"],
    [{ api: "other", name: "other.event", region: "eu" }, "region is not a known field"],
    [{ ...event, data: {}, x: 1 }, "data is not a known field; x is not a known field"],
    [{ ...event, content: "x" }, "content must be an object"],
    [{ ...event, toke: "t" }, "toke is not a known field; did you mean token?"],
    [{ ...event, fault: "slwo" }, `fault must be one of ${faults}, "blank"; got "slwo"; did you mean slow?`],
    [{ ...event, fault: ["slow", "toString"] }, `fault must be one of ${faults}, "blank"; got "toString"`],
    [{ api: "other", name: "other.event", fault: "blank" }, `fault must be one of ${faults}; got "blank"`],
  ])("for %j name what must change", (value, message) => {
    expect(eventIssues(value, definitions).join("; ")).toBe(message);
  });

  it("are none for a valid event, also with undefined fields", () => {
    const given = { example: "bare", change: { id: "x" }, token: "t", region: "eu", fault: ["blank", "bom"] };
    const absent = { example: undefined, change: undefined, token: undefined, region: undefined, fault: undefined };
    for (const fields of [{}, given, absent]) expect(eventIssues({ ...event, ...fields }, definitions)).toEqual([]);
  });

  it("make deliver reject with a TypeError", async () => {
    const names = Object.keys(apis).map((name) => JSON.stringify(name));
    const message = `api must be one of ${names.join(", ")}; got "toy"`;
    await expect(createSandbox().deliver({ api: "toy" } as never)).rejects.toThrow(new TypeError(message));
    await expect(createSandbox().deliver(null as never)).rejects.toThrow(new TypeError("an event must be an object"));
  });
});

describe("the start of an event", () => {
  const start = (fields: object, definition = events) =>
    startEvent({ ...event, ...fields }, definition, createSources().sources.randomUUID);
  const example = events.examples["thing.made"]?.["plain"];

  it("is the first example, with new UUIDs", () => {
    const delivery = { ...(example as object), id: "00000000-0000-4000-8000-000000000001" };
    expect(start({})).toEqual({ example: "plain", delivery, changed: delivery });
    expect(JSON.stringify(start({}).delivery)).toBe(JSON.stringify(delivery));
  });

  it("is the example that is named", () => {
    expect(start({ example: "bare" })).toEqual({ example: "bare", delivery: { data: [] }, changed: { data: [] } });
  });

  it("keeps ids of another form, unless the API renews them", () => {
    const renewId = (id: string, randomUUID: () => string) => `${id}/${randomUUID()}`;
    const { delivery } = start({}, { ...events, renewId });
    expect(delivery).toMatchObject({
      id: "00000000-0000-4000-8000-000000000001",
      data: { ref: "thing-1/00000000-0000-4000-8000-000000000002", note: null },
    });
    expect(start({ name: "thing.gone" }).delivery).toEqual({ id: "thing-1" });
  });

  it("has the change beside it, which wins over new ids", () => {
    const { delivery, changed: result } = start({ change: { id: "given", data: { note: "x" }, tags: undefined } });
    expect(delivery).toMatchObject({ id: "00000000-0000-4000-8000-000000000001", data: { note: null }, tags: ["a"] });
    expect(result).toEqual({ id: "given", data: { ref: "thing-1", note: "x" } });
  });
});

describe("a change", () => {
  it("replaces the fields that it names, at any depth", () => {
    const value = { a: 1, b: { c: [1, 2], d: { e: "x", f: "y" } } };
    expect(changed(value, { b: { c: [3], d: { f: null, g: { h: 1 } } } })).toEqual({
      a: 1,
      b: { c: [3], d: { e: "x", f: null, g: { h: 1 } } },
    });
    expect(value).toEqual({ a: 1, b: { c: [1, 2], d: { e: "x", f: "y" } } });
    expect(changed(value, { b: 5 })).toEqual({ a: 1, b: 5 });
    expect(JSON.stringify(changed(value, { b: undefined }))).toBe('{"a":1}');
  });

  it("treats the names of prototype members as plain names", () => {
    const result = changed({ a: {} }, JSON.parse('{"__proto__":{"polluted":1},"a":{"constructor":{"x":1}}}'));
    expect(JSON.stringify(result)).toBe('{"a":{"constructor":{"x":1}},"__proto__":{"polluted":1}}');
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});

describe("replacing a string at a path", () => {
  const upper = (text: string) => text.toUpperCase();

  it.each([
    [
      { a: { b: "x" }, c: 1 },
      { a: { b: "X" }, c: 1 },
    ],
    [{ a: { b: 1 } }, { a: { b: 1 } }],
    [{ a: ["x"] }, { a: ["x"] }],
    [{ a: null }, { a: null }],
    [{}, {}],
    ["a", "a"],
  ])("turns %j into %j", (value, expected) => {
    expect(replacedAt(value, ["a", "b"], upper)).toEqual(expected);
  });

  it("ignores the members of prototypes", () => {
    expect(replacedAt({}, ["constructor", "name"], upper)).toEqual({});
  });
});
