import { describe, expect, it } from "vitest";
import { createWebexWebhooks, type Webhook } from "../../src/webex/index.js";
import { json, observe, rejection } from "../helpers.js";

const desired = {
  name: "Rooms",
  targetUrl: "https://hooks.example.com/rooms",
  resource: "rooms",
  event: "created",
  secret: "desired-secret",
} as const;
const stored: Webhook = { ...desired, id: "old", status: "active", created: "2026-03-01T12:00:00.000Z" };
const other = { ...desired, name: "Lobby" };
/** A listed webhook that can't be read. */
const unreadable = { ...desired, targetUrl: 5 };

/** A client of a server that lists these webhooks first, and its requests. */
function account(webhooks: readonly unknown[], ...responses: Response[]) {
  const { fetch, requests } = observe(json({ items: webhooks }), ...responses);
  return { client: createWebexWebhooks({ auth: "token", fetch, retries: 0 }), requests };
}

describe("ensure and webhooks that can't be read", () => {
  it("fails where one of them may be the desired one, instead of creating a second", async () => {
    const { client, requests } = account([unreadable]);
    expect(await rejection(client.ensure(desired))).toMatchObject({
      name: "InvalidResponseError",
      message: expect.stringContaining("targetUrl must be a string"),
    });
    expect(requests).toHaveLength(1);
  });

  it("leaves others alone", async () => {
    const { client } = account([{ ...unreadable, name: "Other" }, stored]);
    expect(await client.ensure(desired)).toMatchObject({ action: "unchanged" });
  });

  it("fails in a plan where one of them may be any of the desired ones", async () => {
    const error = await rejection(account([unreadable]).client.plan([other, desired]));
    expect(error).toMatchObject({ name: "InvalidResponseError" });
  });
});

describe("ensure keeps the desired secret out of", () => {
  it("an error of the list that repeats it", async () => {
    const { fetch } = observe(json({ message: `no ${desired.secret} here` }, { status: 400 }));
    const client = createWebexWebhooks({ auth: "token", fetch, retries: 0 });
    const error = (await rejection(client.ensure(desired))) as Error;
    expect(error.message).toContain("failed with 400");
    expect(error.message).not.toContain(desired.secret);
  });
});

describe("a dry run of ensure", () => {
  const { secret: _, ...view } = stored;

  it("shows the stored webhook where nothing differs, as the server wrote it", async () => {
    const normalized = { ...stored, targetUrl: "https://HOOKS.example.com:443/rooms" };
    expect(await account([normalized]).client.ensure(desired, { dryRun: true })).toEqual({
      action: "unchanged",
      changes: [],
      secret: "unchanged",
      before: { ...view, targetUrl: normalized.targetUrl },
      after: { ...view, targetUrl: normalized.targetUrl },
      removed: [],
    });
  });

  it("shows the stored webhook with what changes", async () => {
    const { after } = await account([
      { ...stored, name: "Rooms", targetUrl: "https://old.example.com/" },
    ]).client.ensure(desired, { dryRun: true });
    expect(after).toEqual(view);
  });

  it("shows the desired webhook where there is none", async () => {
    const { after } = await account([]).client.ensure(desired, { dryRun: true });
    const { secret: _, ...fields } = desired;
    expect(after).toEqual({ ...fields, status: "active" });
  });

  it("reports no change of a secret that the replaced webhook has too", async () => {
    const { client } = account([{ ...stored, event: "deleted" }]);
    expect(await client.ensure(desired, { dryRun: true })).toMatchObject({
      action: "replaced",
      changes: ["event"],
      secret: "written",
    });
  });
});

describe("the update of ensure", () => {
  it("leaves the secret out where the stored one is kept", async () => {
    const { client, requests } = account([{ ...stored, targetUrl: "https://old.example.com/" }], json(stored));
    await client.ensure(desired, { secrets: "keep" });
    expect(await requests[1]?.json()).toStrictEqual({ name: "Rooms", targetUrl: desired.targetUrl });
  });
});

describe("the options of ensure", () => {
  it("need the id of an app that isn't empty", async () => {
    const { client, requests } = account([]);
    const error = (await rejection(client.ensure(desired, { appId: "" }))) as Error;
    expect(error.message).toContain("appId must be an app's id");
    expect(requests).toEqual([]);
  });
});
