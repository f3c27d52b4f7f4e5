import { webhookResources } from "@comms-webhooks/webex-client/data";
import { createWebexReceiver, fetchResource, resourceUrl } from "comms-webhooks/webex";
import { describe, expect, it, vi } from "vitest";
import { createManualClock, createSandbox, type SandboxEvent } from "../../src/index.js";
import { createInbox } from "../inbox.js";
import { callWebex, createWebhook } from "./call.js";

const message: SandboxEvent = { api: "webex", name: "messages.created" };

function open(options: Parameters<typeof createSandbox>[0] = {}) {
  const inbox = createInbox();
  const sandbox = createSandbox({ receive: inbox.receive, ...options });
  return { sandbox, inbox, api: { baseUrl: sandbox.url.webex, fetch: sandbox.fetch, auth: "token-1" } };
}

/** Gets the resource of the last delivery. */
async function get({ sandbox, inbox }: ReturnType<typeof open>, token = "token-1") {
  const url = resourceUrl(inbox.arrived.at(-1)?.json, sandbox.url.webex) ?? "";
  const response = await sandbox.fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return { status: response.status, body: await response.json() };
}

describe("a resource of a Webex delivery", () => {
  const served = Object.entries(webhookResources).flatMap(([resource, { events }]) =>
    resource === "all" || events.includes("created" as never) ? [resource] : [],
  );

  it.each(served.filter((resource) => resource !== "all"))(
    "of %s is served where resourceUrl says",
    async (resource) => {
      const sandboxed = open();
      await createWebhook(sandboxed.sandbox, { resource, event: "created" });
      const change =
        resource === "dataSources" || resource === "convergedRecordings" ? { data: { id: "resource-1" } } : {};
      await sandboxed.sandbox.deliver({ api: "webex", name: `${resource}.created`, change } as SandboxEvent);
      const { json } = sandboxed.inbox.arrived[0] ?? {};
      if (resourceUrl(json) === undefined) return;
      expect(await get(sandboxed)).toEqual({ status: 200, body: expect.objectContaining(json.data) });
    },
  );

  it("is fetched by a receiver, with content that the delivery lacks", async () => {
    const texts: unknown[] = [];
    const receive = createWebexReceiver({
      unverified: true,
      on: { "messages.created": async (delivery) => texts.push((await fetchResource(delivery, api)).text) },
    });
    const { sandbox, api } = open({ receive });
    await createWebhook(sandbox);
    expect(await sandbox.deliver(message)).toMatchObject([{ status: 200 }]);
    await sandbox.deliver({ ...message, resource: { text: "/help" } });
    expect(texts).toEqual(["Hello from the sandbox", "/help"]);
  });

  it("is found after the lag, which fetchResource waits for", async () => {
    const clock = createManualClock();
    const requests: unknown[] = [];
    const sandboxed = open({ ...clock, resourceLag: 2500 });
    await createWebhook(sandboxed.sandbox);
    await sandboxed.sandbox.deliver(message);
    expect(await get(sandboxed)).toMatchObject({
      status: 404,
      body: { message: "No resource of messages has this id." },
    });
    const fetch: typeof sandboxed.sandbox.fetch = async (...args) => {
      requests.push(args);
      return sandboxed.sandbox.fetch(...args);
    };
    const { now, setTimer } = clock;
    const options = { ...sandboxed.api, fetch, now, setTimer };
    const found = fetchResource(sandboxed.inbox.arrived[0]?.json, options);
    // The retries follow after 1 and 2 seconds.
    for (const milliseconds of [1000, 2000]) {
      await vi.waitFor(() => expect(requests.splice(0)).toHaveLength(1));
      await new Promise((resolve) => setImmediate(resolve));
      await clock.advance(milliseconds);
    }
    expect(await found).toMatchObject({ text: "Hello from the sandbox" });
  });

  it("is changed by later events, and gone after its deletion", async () => {
    const sandboxed = open();
    await createWebhook(sandboxed.sandbox, { resource: "memberships", event: "all" });
    const raise = (event: "created" | "updated" | "deleted", isModerator: boolean) =>
      sandboxed.sandbox.deliver({
        api: "webex",
        name: `memberships.${event}`,
        change: { data: { id: "m", isModerator } },
      });
    await raise("created", false);
    await raise("updated", true);
    expect(await get(sandboxed)).toMatchObject({ status: 200, body: { isModerator: true } });
    await raise("deleted", true);
    expect((await get(sandboxed)).status).toBe(404);
  });

  it("is seen by its account only, if the event names one", async () => {
    const sandboxed = open();
    await createWebhook(sandboxed.sandbox);
    await sandboxed.sandbox.deliver({ ...message, token: "token-1" });
    expect([(await get(sandboxed)).status, (await get(sandboxed, "token-2")).status]).toEqual([200, 404]);
    sandboxed.sandbox.reset();
    expect((await get(sandboxed)).status).toBe(404);
  });

  it("can only be read, with a token", async () => {
    const { sandbox } = open();
    const { status, headers } = await callWebex(sandbox, "DELETE", "/messages/m");
    expect([status, headers.get("allow")]).toEqual([405, "GET, HEAD"]);
    expect((await callWebex(sandbox, "GET", "/messages/m", { token: null })).status).toBe(401);
  });
});
