import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { InvalidItem } from "../../src/index.js";
import { json, rejection } from "../helpers.js";
import { desired, script, webhook } from "./script.js";

const { created: _created, id: _id, ...unnamed } = webhook;
const odd = [
  { ...unnamed, name: "No id", secret: "stored-s3cret" },
  { ...webhook, id: "b", name: "Odd", status: false, secret: "stored-s3cret" },
  null,
  "nonsense",
];
const item8x8 = { subAccountId: "Support_Desk", type: "MSG", url: "https://hooks.example.com/8x8" } as const;
const odd8x8 = [
  { subAccountId: "Sales", type: "MSG", url: 5, httpAuthorization: "stored-s3cret" },
  { url: "https://a" },
  7,
];

let warnings: string[] = [];
beforeEach(() => {
  warnings = [];
  vi.spyOn(console, "warn").mockImplementation((text: string) => void warnings.push(text));
});
afterEach(() => void vi.restoreAllMocks());

/** Clients of accounts that list odd items before, between and after good ones. */
function clients(onInvalidItem?: (item: InvalidItem) => void) {
  const webhooks = [odd[0], webhook, ...odd.slice(1), { ...webhook, id: "c", name: "Other" }];
  return script({ onInvalidItem }, ({ url }) => {
    if (url.includes("8x8")) return json([odd8x8[0], item8x8, ...odd8x8.slice(1)]);
    return json({ items: webhooks });
  });
}

describe("an odd item of a list", () => {
  it("is told with its key and its issues, without its secrets, and all others are returned", async () => {
    const items: InvalidItem[] = [];
    const { webex, client8x8 } = clients((item) => items.push(item));
    expect((await webex.list().toArray()).map(({ name }) => name)).toEqual(["Lobby", "Other"]);
    expect(await client8x8.list().toArray()).toEqual([item8x8]);
    const page = { operationId: "listWebhooks", url: "https://webexapis.com/v1/webhooks" };
    expect(items.slice(0, 4)).toMatchObject([
      { ...page, index: 0, key: { name: "No id" } },
      { ...page, index: 2, key: { id: "b", name: "Odd" }, issues: [{ path: ["status"] }] },
      { ...page, index: 3, key: {}, issues: [{ path: [] }] },
      { ...page, index: 4, key: {}, issues: [{ path: [] }] },
    ]);
    expect(items[0]?.issues).toContainEqual({ path: ["id"], message: "id is required" });
    expect(items.slice(4)).toMatchObject([
      { index: 0, key: { subAccountId: "Sales", type: "MSG" }, issues: [{ path: ["url"] }] },
      { index: 2, key: {}, issues: [{ path: ["subAccountId"] }] },
      { index: 3, key: {}, issues: [{ path: [] }] },
    ]);
    expect(JSON.stringify(items)).not.toContain("s3cret");
    expect(warnings).toEqual([]);
  });

  it("is written to the console by default, once for each item of a client", async () => {
    const { webex, client8x8 } = clients();
    await webex.list().toArray();
    await webex.health();
    expect(warnings).toHaveLength(4);
    expect(warnings[1]).toMatch(
      /^comms-webhooks: the webhook \{"id":"b","name":"Odd"\} can't be read and is left out: status must be a string; got a boolean\. To handle this, set onInvalidItem\.$/,
    );
    await client8x8.health();
    expect(warnings).toHaveLength(7);
    expect(warnings.join()).not.toContain("s3cret");
  });

  it("does not fail the call where the hook throws", async () => {
    const errors = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const { webex } = clients(() => {
      throw new Error("the log is full");
    });
    expect(await webex.list().toArray()).toHaveLength(2);
    expect(errors).toHaveBeenCalledTimes(4);
  });

  it("does not disturb ensure and health of others", async () => {
    const { webex, client8x8 } = clients(() => undefined);
    expect(await webex.ensure(desired)).toMatchObject({ action: "unchanged" });
    expect(await webex.health([{ name: "Lobby" }, { name: "None" }])).toMatchObject([
      { state: "active" },
      { state: "missing" },
    ]);
    expect(await client8x8.ensure([item8x8])).toMatchObject([{ action: "unchanged" }]);
    expect(await client8x8.health([item8x8])).toMatchObject([{ state: "enabled" }]);
  });

  it("is unreadable in the health of its own key", async () => {
    const { webex, client8x8 } = clients(() => undefined);
    expect(await webex.health([{ name: "Odd" }])).toMatchObject([{ state: "unreadable", webhooks: [] }]);
    expect((await webex.health()).map(({ name, state }) => [name, state])).toEqual([
      ["Lobby", "active"],
      ["Other", "active"],
      ["No id", "unreadable"],
      ["Odd", "unreadable"],
    ]);
    expect((await client8x8.health()).map(({ subAccountId, state }) => [subAccountId, state])).toEqual([
      ["Support_Desk", "enabled"],
      ["Sales", "unreadable"],
    ]);
  });

  it.each(["No id", "Odd", " Odd "])(
    "fails ensure of its own name %j, which would create a second one",
    async (name) => {
      const { webex, requests } = clients(() => undefined);
      const error = await rejection(webex.ensure({ ...desired, name }));
      expect(error).toMatchObject({ name: "InvalidResponseError", operationId: "listWebhooks" });
      expect((error as Error).message).toMatch(
        /returned 200, but \{.*"name":"(?:No id|Odd)"\}: (?:id is required|status must be a string)/,
      );
      expect(requests.map(({ method }) => method)).toEqual(["GET"]);
    },
  );

  it("of another owner does not fail ensure", async () => {
    const { webex, requests } = script({ onInvalidItem: () => undefined }, ({ method }) =>
      json(method === "GET" ? { items: [{ ...webhook, ownedBy: "org", status: 1 }] } : webhook),
    );
    expect(await webex.ensure(desired)).toMatchObject({ action: "created" });
    expect(requests.map(({ method }) => method)).toEqual(["GET", "POST"]);
  });

  it("is not what a list without an array has: that fails", async () => {
    const { webex, client8x8 } = script({}, () => json({ items: { 0: webhook } }));
    expect(await rejection(webex.list().toArray())).toMatchObject({ issues: [{ path: ["items"] }] });
    expect(await rejection(client8x8.list().toArray())).toMatchObject({ issues: [{ path: [] }] });
  });
});
