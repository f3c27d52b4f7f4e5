import { describe, expect, it } from "vitest";
import { createWebexWebhooks } from "../../src/webex/index.js";
import { webhook } from "../client/script.js";
import { json, observe, rejection } from "../helpers.js";

const base = { name: "n", targetUrl: "https://hooks.example.com/a" };

async function create(change: object, options?: object) {
  const { fetch, requests } = observe(json(webhook));
  const webhooks = createWebexWebhooks({ auth: "token", fetch });
  const error = await webhooks.create({ ...base, ...change } as never, options as never).then(
    () => undefined,
    (failure: Error) => failure,
  );
  return { message: error?.message, error, sent: requests.length };
}

describe("a pair that is known to work undocumented", () => {
  it.each(["telephony_calls", "attachmentActions"])("is rejected with the way out: %s with all", async (resource) => {
    const { message, error, sent } = await create({ resource, event: "all" });
    expect(message).toBe(
      `createWebhook was not sent: event "all" isn't documented for the resource "${resource}", but is known to work. To send it anyway, pass { undocumented: true }`,
    );
    expect(error).toMatchObject({ name: "InvalidRequestError", issues: [{ path: ["event"] }] });
    expect(sent).toBe(0);
  });

  it.each(["telephony_calls", "attachmentActions"])("is sent by the way out: %s with all", async (resource) => {
    expect(await create({ resource, event: "all" }, { undocumented: true })).toMatchObject({ sent: 1 });
  });

  it("is documented of memberships", async () => {
    expect(await create({ resource: "memberships", event: "all" })).toMatchObject({ sent: 1 });
  });
});

describe("the name of a filter", () => {
  const filters = "roomId, personId, personEmail, isModerator";

  it.each([
    ["roomID=a", '"roomID"; did you mean roomId?'],
    ["isModerator=true&roomid=a&personId=b", '"roomid"; did you mean roomId?'],
    ["shoeSize=42", '"shoeSize"'],
  ])("that the resource doesn't have is rejected with the known ones: %s", async (filter, words) => {
    const { message, error, sent } = await create({ resource: "memberships", event: "created", filter });
    expect(message).toBe(
      `createWebhook was not sent: filter has the unknown name ${words}; filters of the resource "memberships" are ${filters}. To send it anyway, pass { undocumented: true }`,
    );
    expect(error).toMatchObject({ issues: [{ path: ["filter"] }] });
    expect(sent).toBe(0);
  });

  it.each([
    ["memberships", "created", "roomId=a&isModerator=true&&"],
    ["controlHubAlerts", "created", "anything=1"],
    ["all", "all", "roomId=a"],
  ])("is sent where it is known, or nothing is known of the resource: %s.%s, %s", async (resource, event, filter) => {
    expect(await create({ resource, event, filter })).toMatchObject({ sent: 1 });
  });

  it("is sent whatever it is where that is asked for", async () => {
    const change = { resource: "memberships", event: "created", filter: "shoeSize=42" };
    expect(await create(change, { undocumented: true })).toMatchObject({ sent: 1 });
  });

  it("is checked by ensure too", async () => {
    const { fetch, requests } = observe(json({ items: [] }));
    const webhook = { ...base, resource: "rooms", event: "created", filter: "typ=group" } as const;
    const error = await rejection(createWebexWebhooks({ auth: "token", fetch }).ensure(webhook));
    expect((error as Error).message).toContain('"typ"; did you mean type?');
    expect(requests).toHaveLength(0);
  });
});
