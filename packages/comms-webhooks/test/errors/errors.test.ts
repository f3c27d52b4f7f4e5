import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import * as main from "../../src/index.js";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { rejection } from "../helpers.js";

const call = { operationId: "createWebhook", method: "POST", url: "https://api.example/webhooks", attempts: 1 };
const errors = {
  HttpError: new main.HttpError(
    call,
    { status: 409, statusText: "Conflict", retryable: false },
    { secret: "hidden" },
    { reason: "exists" },
  ),
  NetworkError: new main.NetworkError(call, "connect ECONNREFUSED", { sending: "notSent", cause: new Error("hidden") }),
  TimeoutError: new main.TimeoutError(call, "deadline", 5_000),
  AbortError: new main.AbortError(call, new Error("hidden")),
  InvalidRequestError: new main.InvalidRequestError(
    call,
    [{ message: "name is required", path: ["name"] }],
    "name is required",
  ),
  InvalidResponseError: new main.InvalidResponseError(call, { status: 200, body: "hidden" }, "the body is empty"),
  PostConditionError: new main.PostConditionError(call, {
    outcome: "removed",
    differences: [
      { webhook: { id: "w" }, field: "name", expected: "Lobby", stored: "LOBBY" },
      { webhook: { subAccountId: "s", type: "SMS" }, field: "url", expected: "a", stored: undefined },
      { webhook: { id: "w" }, field: "secret" },
    ],
    hint: "Use the name that the server stores.",
    cause: new Error("hidden"),
  }),
};
const guards = {
  HttpError: main.isHttpError,
  NetworkError: main.isNetworkError,
  TimeoutError: main.isTimeoutError,
  AbortError: main.isAbortError,
  InvalidRequestError: main.isInvalidRequestError,
  InvalidResponseError: main.isInvalidResponseError,
  PostConditionError: main.isPostConditionError,
};

it("covers every error of the package", () => {
  const exported = Object.entries(main).filter(
    ([, value]) => Object(value).prototype instanceof main.CommsWebhooksError,
  );
  expect(Object.keys(errors).sort()).toEqual(exported.map(([name]) => name).sort());
});

describe.each(Object.keys(errors) as (keyof typeof errors)[])("%s", (name) => {
  const error = errors[name];

  it("has its own name and the one base class", () => {
    expect(error.name).toBe(name);
    expect(error).toBeInstanceOf(main.CommsWebhooksError);
    expect(error).toBeInstanceOf(Error);
  });

  it("passes its own guard and the base's, and no other", () => {
    expect(main.isCommsWebhooksError(error)).toBe(true);
    for (const [other, guard] of Object.entries(guards)) expect(guard(error)).toBe(other === name);
    for (const value of [new Error(name), { name }, null, undefined, name]) expect(guards[name](value)).toBe(false);
  });

  it("keeps body and cause out of its text forms", () => {
    for (const text of [
      inspect(error, { depth: 9, showHidden: false }),
      JSON.stringify(error),
      String(error),
      error.stack,
    ]) {
      expect(text?.replaceAll('\\"', '"')).toContain(error.message);
      expect(text).not.toContain("hidden");
    }
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({
      ...call,
      name,
      message: error.message,
      attempts: error.attempts,
    });
  });
});

describe("the errors' data", () => {
  it("names method, URL, status and reason", () => {
    expect(errors.HttpError.message).toBe("POST https://api.example/webhooks failed with 409 Conflict: exists");
    expect(errors.HttpError.body).toEqual({ secret: "hidden" });
    expect(errors.NetworkError.cause).toEqual(new Error("hidden"));
  });

  it("reports whether a part of the response arrived", () => {
    const broken = new main.NetworkError(call, "the connection broke", { sending: "unknown", received: "incomplete" });
    expect(broken.message).toBe("POST https://api.example/webhooks got no complete response: the connection broke");
    expect(errors.NetworkError.message).toBe("POST https://api.example/webhooks got no response: connect ECONNREFUSED");
  });

  it("names each field that is stored in another way, with the values where they are no secret", () => {
    const { message, outcome, differences, hint, retryable, cause } = errors.PostConditionError;
    expect(message).toBe(
      'POST https://api.example/webhooks succeeded, but name of the webhook w is "LOBBY", not "Lobby"; ' +
        'url of the webhook s SMS is missing, not "a"; secret of the webhook w differs. ' +
        "It was created, and deleted again. Use the name that the server stores.",
    );
    expect({ outcome, hint, retryable, cause }).toEqual({
      outcome: "removed",
      hint: "Use the name that the server stores.",
      retryable: false,
      cause: new Error("hidden"),
    });
    expect(differences.map(({ field }) => field)).toEqual(["name", "url", "secret"]);
  });

  it.each([
    ["created", "It was created, and it still exists."],
    ["updated", "It was updated."],
  ] as const)("reports what became of a webhook that was %s", (outcome, text) => {
    const differences = [{ webhook: { id: "w" }, field: "name", expected: undefined, stored: "a" }];
    const { message } = new main.PostConditionError(call, { outcome, differences, hint: "Look." });
    expect(message).toBe(
      `POST https://api.example/webhooks succeeded, but name of the webhook w is "a", not missing. ${text} Look.`,
    );
  });

  it.each([
    [198, ""],
    [199, "…"],
  ])("truncates long values: a text of %i letters", (length, end) => {
    const stored = "a".repeat(length);
    const differences = [{ webhook: { id: "w" }, field: "name", expected: "b", stored }];
    const { message } = new main.PostConditionError(call, { outcome: "updated", differences, hint: "Look." });
    expect(message).toContain(` is ${`"${stored}"`.slice(0, 200)}${end}, not "b"`);
  });

  it.each([
    [408, true],
    [409, false],
    [423, true],
    [429, true],
    [500, true],
    [501, false],
    [503, true],
    [302, false],
    [404, false],
  ])("reports whether %i is retryable: %s", async (status, retryable) => {
    const fetch = async () => new Response(null, { status });
    const error = await rejection(createWebexWebhooks({ auth: "token", retries: 0, fetch }).get("a"));
    expect(error).toMatchObject({ name: "HttpError", status, retryable });
  });

  it("counts no attempt for a request that was not sent", () => {
    expect(errors.InvalidRequestError.attempts).toBe(0);
  });
});

const names = Object.keys(errors) as (keyof typeof errors)[];

describe.each(names)("%s of another realm", (name) => {
  const foreign = (branded: string) =>
    runInNewContext(
      `Object.defineProperty(Object.assign(new Error("x"), { name: "${name}" }), ${branded}, {})`,
    ) as object;

  it("passes its own guard and the base's, and no other", () => {
    const error = foreign('Symbol.for("comms-webhooks.error")');
    expect(error).not.toBeInstanceOf(Error);
    expect(main.isCommsWebhooksError(error)).toBe(true);
    for (const [other, guard] of Object.entries(guards)) expect(guard(error)).toBe(other === name);
  });

  it("passes none where it isn't an error of this package, whatever its name", () => {
    for (const branded of ['"comms-webhooks.error"', 'Symbol("comms-webhooks.error")', 'Symbol.for("another.error")']) {
      expect(main.isCommsWebhooksError(foreign(branded))).toBe(false);
      for (const guard of Object.values(guards)) expect(guard(foreign(branded))).toBe(false);
    }
  });
});

describe.each(names)("%s of another copy of the package", async (name) => {
  vi.resetModules();
  const copy = await import("../../src/index.js");
  const { operationId, method, url, attempts } = errors[name];
  const info = { operationId, method, url, attempts };
  const twins: Record<typeof name, InstanceType<typeof copy.CommsWebhooksError>> = {
    HttpError: new copy.HttpError(info, { status: 409, statusText: "Conflict", retryable: false }, "", {}),
    NetworkError: new copy.NetworkError(info, "reset", { sending: "unknown" }),
    TimeoutError: new copy.TimeoutError(info, "timeout", 5_000),
    AbortError: new copy.AbortError(info, "left"),
    InvalidRequestError: new copy.InvalidRequestError(info, [], "name is required"),
    InvalidResponseError: new copy.InvalidResponseError(info, { status: 200, body: "" }, "the body is empty"),
    PostConditionError: new copy.PostConditionError(info, { outcome: "created", differences: [], hint: "" }),
  };
  const guard = `is${name}` as const;

  it("is of another class", () => {
    expect(twins[name]).toBeInstanceOf(copy[name]);
    expect(twins[name]).not.toBeInstanceOf(errors[name].constructor);
    expect(twins[name]).not.toBeInstanceOf(main.CommsWebhooksError);
  });

  it("passes the guards of either copy", () => {
    for (const { isCommsWebhooksError, ...each } of [main, copy]) {
      for (const error of [twins[name], errors[name]]) {
        expect(isCommsWebhooksError(error)).toBe(true);
        expect(each[guard](error)).toBe(true);
        for (const other of names) expect(each[`is${other}`](error)).toBe(other === name);
      }
    }
  });

  it("keeps its text forms", () => {
    expect(inspect(twins[name])).toContain(`${name}: ${twins[name].message}`);
    expect(JSON.parse(JSON.stringify(twins[name]))).toMatchObject({ name, ...info });
  });
});
