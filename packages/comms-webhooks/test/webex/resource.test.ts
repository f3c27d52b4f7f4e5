import { webhookResources } from "@comms-webhooks/webex-client/data";
import { describe, expect, it } from "vitest";
import { fetchResource, resourceUrl } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const delivery = { resource: "messages", data: { id: "Zm9v/bar" } };
const notFound = () => json({ message: "Not yet", trackingId: "T" }, { status: 404 });

/** A clock that a wait moves on. */
function clock() {
  const waits: number[] = [];
  let time = 0;
  return {
    waits,
    now: () => time,
    sleep: async (milliseconds: number) => {
      waits.push(milliseconds);
      time += milliseconds;
    },
  };
}

describe("resourceUrl", () => {
  it("gives the URL of what happened, with the id encoded", () => {
    expect(resourceUrl(delivery)).toBe("https://webexapis.com/v1/messages/Zm9v%2Fbar");
    expect(resourceUrl(delivery, "http://127.0.0.1:1/x/")).toBe("http://127.0.0.1:1/x/messages/Zm9v%2Fbar");
    expect(resourceUrl({ resource: "telephony_calls", data: { callId: "c" } })).toBe(
      "https://webexapis.com/v1/telephony/calls/c",
    );
    expect(resourceUrl({ resource: "attachmentActions", data: { id: "a" } })).toBe(
      "https://webexapis.com/v1/attachment/actions/a",
    );
  });

  it("gives one for each resource that has a path, and none for others", () => {
    for (const [resource, entry] of Object.entries(webhookResources)) {
      expect(resourceUrl({ resource, data: { id: "i", callId: "i" } }) !== undefined).toBe("path" in entry);
    }
    for (const resource of ["holograms", "constructor", "__proto__"])
      expect(resourceUrl({ resource, data: { id: "i" } })).toBeUndefined();
  });

  it.each([undefined, 5, "", ".", ".."])("gives none for the id %j", (id) => {
    expect(resourceUrl({ resource: "messages", data: { id } })).toBeUndefined();
  });
});

describe("fetchResource", () => {
  it("asks again while the answer is 404", async () => {
    const { fetch, requests } = observe(notFound(), notFound(), json({ id: "Zm9v", text: "Hello" }));
    const { waits, ...time } = clock();
    expect(await fetchResource(delivery, { auth: "token", fetch, ...time })).toEqual({ id: "Zm9v", text: "Hello" });
    expect(waits).toEqual([1_000, 2_000]);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual(Array(3).fill("Bearer token"));
  });

  it("waits a minute at most, and gives up when its patience is at an end", async () => {
    const { fetch } = observe(notFound());
    const { waits, ...time } = clock();
    const error = await rejection(fetchResource(delivery, { auth: "token", fetch, patience: 300_000, ...time }));
    expect(error).toMatchObject({ name: "HttpError", status: 404 });
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
  });

  it.each([400, 401, 403, 429, 500])("throws a %i at once", async (status) => {
    const { fetch, requests } = observe(json({}, { status }));
    expect(await rejection(fetchResource(delivery, { auth: "token", fetch, ...clock() }))).toMatchObject({ status });
    expect(requests).toHaveLength(1);
  });

  it("says so where there is no URL", async () => {
    const error = await rejection(fetchResource({ resource: "uc_counters", data: {} }, { auth: "token" }));
    expect((error as Error).message).toBe("There is no known URL for the resource of this delivery (uc_counters)");
  });
});
