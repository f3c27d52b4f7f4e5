import { webhookResources } from "@comms-webhooks/webex-client/data";
import { deliveryExamples } from "@comms-webhooks/webex-client/examples";
import { describe, expect, it } from "vitest";
import type { Fetch } from "../../src/index.js";
import { fetchResource, resourceUrl } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, observe, rejection } from "../helpers.js";

const delivery = { resource: "messages", data: { id: "Zm9v/bar" } };
const message = { ...deliveryExamples["messages.created"]["default"]?.data };
const notFound = () => json({ message: "Not yet", trackingId: "T" }, { status: 404 });

describe("resourceUrl", () => {
  it("returns the resource's URL, with the id encoded", () => {
    expect(resourceUrl(delivery)).toBe("https://webexapis.com/v1/messages/Zm9v%2Fbar");
    expect(resourceUrl(delivery, "http://127.0.0.1:1/x/")).toBe("http://127.0.0.1:1/x/messages/Zm9v%2Fbar");
    expect(resourceUrl({ resource: "telephony_calls", data: { callId: "c" } })).toBe(
      "https://webexapis.com/v1/telephony/calls/c",
    );
    expect(resourceUrl({ resource: "attachmentActions", data: { id: "a" } })).toBe(
      "https://webexapis.com/v1/attachment/actions/a",
    );
  });

  it("returns one for each resource that has a path, and none for others", () => {
    for (const [resource, entry] of Object.entries(webhookResources)) {
      expect(resourceUrl({ resource, data: { id: "i", callId: "i" } }) !== undefined).toBe("path" in entry);
    }
    for (const resource of ["holograms", "constructor", "__proto__"])
      expect(resourceUrl({ resource, data: { id: "i" } })).toBeUndefined();
  });

  it.each([undefined, 5, "", ".", ".."])("returns none for the id %j", (id) => {
    expect(resourceUrl({ resource: "messages", data: { id } })).toBeUndefined();
  });
});

describe("fetchResource", () => {
  /** Runs to the end, on a clock of its own, and returns when each request was sent. */
  async function run(responses: Response[], options: object = {}) {
    const clock = fakeClock();
    const { fetch, requests } = observe(...responses);
    const times: number[] = [];
    const timed: Fetch = (...request) => {
      times.push(clock.now());
      return fetch(...request);
    };
    const { now, setTimer } = clock;
    const promise = fetchResource(delivery, { auth: "token", fetch: timed, now, setTimer, ...options });
    const result = await clock.settle(promise).catch((error: unknown) => error);
    return { result, requests, times };
  }

  it("retries while the response is 404", async () => {
    const { result, times, requests } = await run([notFound(), notFound(), json({ ...message, text: "Hello" })]);
    expect(result).toEqual({ ...message, text: "Hello" });
    expect(times).toEqual([0, 1_000, 3_000]);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual(Array(3).fill("Bearer token"));
  });

  it("retries for ten seconds by default, which fits into the handling of a delivery", async () => {
    const { result, times } = await run([notFound()]);
    expect(result).toMatchObject({ name: "HttpError", status: 404 });
    expect(times).toEqual([0, 1_000, 3_000, 7_000]);
  });

  it("counts every attempt in its errors and hooks", async () => {
    const attempts: number[] = [];
    const onAttempt = ({ attempt }: { attempt: number }) => attempts.push(attempt);
    expect((await run([notFound()], { onAttempt })).result).toMatchObject({ status: 404, attempts: 4 });
    expect(attempts).toEqual([1, 2, 3, 4]);
    const failed = await run([notFound(), notFound(), json({}, { status: 403 })]);
    expect(failed.result).toMatchObject({ status: 403, attempts: 3 });
    const retried = await run([notFound(), json({}, { status: 500 })], { retries: 2 });
    expect(retried.result).toMatchObject({ status: 500, attempts: 4 });
    const invalid = await run([notFound(), json({ id: 5 })]);
    expect(invalid.result).toMatchObject({ name: "InvalidResponseError", attempts: 2 });
    const { signal } = { signal: AbortSignal.abort() };
    expect((await run([notFound()], { signal })).result).toMatchObject({ name: "AbortError", attempts: 0 });
  });

  it("waits a minute at most, and fails when its notFoundTimeout is over", async () => {
    const { result, times } = await run([notFound()], { notFoundTimeout: 300_000 });
    expect(result).toMatchObject({ name: "HttpError", status: 404 });
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it.each([
    [{}, 30_000],
    [{ deadline: 7_000 }, 7_000],
    [{ timeout: 40_000, retries: 0, notFoundTimeout: 600_000 }, 40_000],
  ])("ends with %j after a time limit when the API hangs", async (options, milliseconds) => {
    const clock = fakeClock();
    const { now, setTimer } = clock;
    const fetch: Fetch = () => new Promise(() => undefined);
    const promise = fetchResource(delivery, { auth: "token", timeout: 20_000, fetch, now, setTimer, ...options });
    const error = await clock.settle(promise).catch((failure: unknown) => failure);
    expect(error).toMatchObject({ name: "TimeoutError" });
    expect(clock.now()).toBe(milliseconds);
  });

  it("fails at the deadline of the call", async () => {
    const { result, times } = await run([notFound()], { deadline: 5_000 });
    expect(result).toMatchObject({ name: "HttpError", status: 404 });
    expect(times).toEqual([0, 1_000, 3_000]);
  });

  it.each([400, 401, 403])("throws a %i at once", async (status) => {
    const { result, requests } = await run([json({}, { status })]);
    expect(result).toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  it.each([429, 500])("retries after a %i as every call does", async (status) => {
    const { result, requests } = await run([json({}, { status })], { retries: 1 });
    expect(result).toMatchObject({ status, attempts: 2 });
    expect(requests).toHaveLength(2);
  });

  it.each([
    [{ resource: "uc_counters", data: {} }, 'resource has no documented URL; got "uc_counters"'],
    [{ resource: "x\r\n\u009b31m\u202e", data: {} }, 'resource has no documented URL; got "x 31m "'],
    [{ resource: "messages", data: {} }, "data.id is missing, so the resource has no URL"],
    [{ resource: "telephony_calls", data: { id: "c" } }, "data.callId is missing, so the resource has no URL"],
    [{ resource: "messages", data: { id: ".." } }, "data.id isn't a valid id, so the resource has no URL"],
    [{ resource: "messages" }, "data.id is missing, so the resource has no URL"],
    [undefined, "resource has no documented URL"],
  ])("throws where there is no URL: %j", async (delivery, message) => {
    const error = await rejection(fetchResource(delivery as never, { auth: "token" }));
    expect(error).toEqual(new TypeError(message));
  });

  it.each([
    [undefined, "auth must be or return a token of visible ASCII characters; got undefined"],
    [
      { auth: "token", notFoundTimeout: "5s" },
      "notFoundTimeout must be milliseconds from 0 to 2147483647, or Infinity; got string",
    ],
    [{ auth: "token", patience: 5 }, "patience isn't a known option"],
    [{ auth: "token", schema: {} }, "schema must be a Standard Schema, such as one of Zod, Valibot or ArkType"],
    [{ auth: "token", schema: null }, "schema must be a Standard Schema, such as one of Zod, Valibot or ArkType"],
    [
      { auth: "token", baseUrl: 5 },
      "baseUrl must be an http or https URL without credentials, query and fragment; got 5",
    ],
  ])("checks its options: %j", async (options, message) => {
    expect(await rejection(fetchResource(delivery, options as never))).toEqual(new TypeError(message));
  });
});

describe("what fetchResource returns", () => {
  const data = (name: keyof typeof deliveryExamples) =>
    Object.values(deliveryExamples[name] as Record<string, { data: object }>)[0]?.data ?? {};

  async function fetched(resource: string, body: unknown, options: object = {}) {
    const { fetch } = observe(json(body));
    const reference = { resource, data: { id: "i" } };
    return fetchResource(reference, { auth: "token", fetch, ...options }).catch((error: unknown) => error);
  }

  const cases = [
    ["messages", data("messages.created"), { text: "Hi", markdown: "*Hi*", files: ["f"], attachments: [{}] }],
    ["attachmentActions", data("attachmentActions.created"), { inputs: { name: "Ann", age: 5 } }],
    ["memberships", data("memberships.created"), {}],
    ["rooms", data("rooms.created"), { title: "Plans", isPublic: false }],
  ] as const;

  it.each(cases)("is validated for %s, with new fields and values", async (resource, known, own) => {
    const whole = { ...known, ...own, type: "brandNew", newField: { any: [5] } };
    expect(await fetched(resource, whole)).toEqual(whole);
    expect(await fetched(resource, { ...whole, id: 5 })).toMatchObject({
      name: "InvalidResponseError",
      issues: [{ path: ["id"], message: expect.stringContaining("id must be a string") }],
    });
    for (const wrong of [null, [], "text", {}])
      expect(await fetched(resource, wrong)).toMatchObject({ name: "InvalidResponseError" });
  });

  it.each(cases)("has no field that is null for %s, and none of another type", async (resource, known, own) => {
    for (const name of Object.keys(own).filter((field) => !(field in known) && field !== "files")) {
      const found = await fetched(resource, { ...known, [name]: null });
      expect(found).toEqual(known);
      expect(found).not.toHaveProperty(name);
      expect(await fetched(resource, { ...known, [name]: 5 })).toMatchObject({ issues: [{ path: [name] }] });
    }
  });

  it("is whatever the API returned for other resources", async () => {
    for (const body of [{ anything: null }, [5], "text"]) expect(await fetched("recordings", body)).toEqual(body);
  });

  it("is what a schema makes of it, also of one that takes its time", async () => {
    const validate = (value: unknown) =>
      typeof Object(value).size === "number"
        ? { value: `${Object(value).size} bytes` }
        : { issues: [{ message: "Expected a number", path: [{ key: "file" }, 0, "size"] }, { message: "No" }] };
    for (const each of [validate, async (value: unknown) => validate(value)]) {
      const schema = { "~standard": { version: 1, vendor: "test", validate: each } };
      for (const resource of ["recordings", "messages"]) {
        expect(await fetched(resource, { size: 5 }, { schema })).toBe("5 bytes");
        expect(await fetched(resource, {}, { schema })).toMatchObject({
          name: "InvalidResponseError",
          message: expect.stringContaining("file.0.size: Expected a number; No"),
          issues: [{ path: ["file", 0, "size"] }, { path: [] }],
        });
      }
    }
    const callable = Object.assign(() => 0, { "~standard": { version: 1, vendor: "test", validate } });
    expect(await fetched("recordings", { size: 5 }, { schema: callable })).toBe("5 bytes");
  });
});
