import { webhookResources } from "@comms-webhooks/webex-client/data";
import { describe, expect, it } from "vitest";
import type { Fetch } from "../../src/index.js";
import { fetchResource, resourceUrl } from "../../src/webex/index.js";
import { fakeClock } from "../fake-clock.js";
import { json, observe, rejection } from "../helpers.js";

const delivery = { resource: "messages", data: { id: "Zm9v/bar" } };
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
    const { result, times, requests } = await run([notFound(), notFound(), json({ id: "Zm9v", text: "Hello" })]);
    expect(result).toEqual({ id: "Zm9v", text: "Hello" });
    expect(times).toEqual([0, 1_000, 3_000]);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual(Array(3).fill("Bearer token"));
  });

  it("waits a minute at most, and fails when its notFoundTimeout is over", async () => {
    const { result, times } = await run([notFound()], { notFoundTimeout: 300_000 });
    expect(result).toMatchObject({ name: "HttpError", status: 404 });
    const waits = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
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
    [
      { auth: "token", baseUrl: 5 },
      "baseUrl must be an http or https URL without credentials, query and fragment; got 5",
    ],
  ])("checks its options: %j", async (options, message) => {
    expect(await rejection(fetchResource(delivery, options as never))).toEqual(new TypeError(message));
  });
});
