import { inspect } from "node:util";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import * as main from "../../src/index.js";

const call = { operationId: "createWebhook", method: "POST", url: "https://api.example/webhooks", attempts: 1 };
const errors = {
  HttpError: new main.HttpError(
    call,
    { status: 409, statusText: "Conflict" },
    { secret: "hidden" },
    { reason: "exists" },
  ),
  NetworkError: new main.NetworkError(call, "connect ECONNREFUSED", { cause: new Error("hidden") }),
  TimeoutError: new main.TimeoutError(call, "deadline", 5_000),
  AbortError: new main.AbortError(call, new Error("hidden")),
  InvalidRequestError: new main.InvalidRequestError(
    call,
    [{ message: "name is required", path: ["name"] }],
    "name is required",
  ),
  InvalidResponseError: new main.InvalidResponseError(call, { status: 200, body: "hidden" }, "the body is empty"),
};
const guards = {
  HttpError: main.isHttpError,
  NetworkError: main.isNetworkError,
  TimeoutError: main.isTimeoutError,
  AbortError: main.isAbortError,
  InvalidRequestError: main.isInvalidRequestError,
  InvalidResponseError: main.isInvalidResponseError,
};

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
      expect(text).toContain(error.message);
      expect(text).not.toContain("hidden");
    }
    expect(JSON.parse(JSON.stringify(error))).toMatchObject({ name, operationId: "createWebhook", method: "POST" });
  });
});

describe("the errors' data", () => {
  it("names method, URL, status and reason", () => {
    expect(errors.HttpError.message).toBe("POST https://api.example/webhooks failed with 409 Conflict: exists");
    expect(errors.HttpError.body).toEqual({ secret: "hidden" });
    expect(errors.NetworkError.cause).toEqual(new Error("hidden"));
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
  ])("calls %i retryable: %s", (status, retryable) => {
    expect(new main.HttpError(call, { status, statusText: "" }, "", {}).retryable).toBe(retryable);
  });

  it("counts no attempt for a request that was not sent", () => {
    expect(errors.InvalidRequestError.attempts).toBe(0);
  });

  it("is recognized when it comes from another realm", () => {
    const foreign = runInNewContext("Object.assign(new Error('x'), { name: 'HttpError' })") as object;
    Object.defineProperty(foreign, Symbol.for("comms-webhooks.error"), { value: true });
    expect(foreign).not.toBeInstanceOf(Error);
    expect(main.isHttpError(foreign)).toBe(true);
  });
});
