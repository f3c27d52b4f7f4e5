import { createRequire } from "node:module";
import { createSandbox, type Sandbox } from "@comms-webhooks/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judgeDeliveries, listenForVerdicts, rightVerdicts, type VerdictServer } from "../../lib/verdicts.ts";

const secret = "a secret of thirty-two characters";

/** The part of the adapter that manages webhooks and receives deliveries. */
interface Adapter {
  readonly _api: object;
  getIdentity(): Promise<{ id: string }>;
  registerWebhookSubscription(path: string): void;
  resetWebhookSubscriptions(): Promise<void>;
  processActivity(
    request: object,
    response: object,
    logic: (context: { activity: object }) => Promise<void>,
  ): Promise<false | undefined>;
}

let sandbox: Sandbox;
let adapter: Adapter;
let server: VerdictServer;
const activities: object[] = [];

beforeAll(async () => {
  sandbox = createSandbox();
  await sandbox.listen();
  process.env["HYDRA_SERVICE_URL"] = sandbox.url.webex; // where its Webex client sends requests
  const { WebexAdapter } = createRequire(import.meta.url)("botbuilder-adapter-webex");
  adapter = new WebexAdapter({ access_token: "token", secret, public_address: "https://hooks.example.com" });
  // What getIdentity() fetches from the API of people, which the sandbox doesn't have.
  Object.defineProperty(adapter, "identity", { value: { id: "the bot's id" } });
  // npm puts this plugin beside the official client's newer core, where the adapter's own core doesn't find it.
  const headers = { authorization: "Bearer token" };
  const get = async ({ id }: { id: string }) =>
    (await fetch(`${sandbox.url.webex}/messages/${id}`, { headers })).json();
  Object.assign(adapter._api, { messages: { get } });
  const response = { status: () => undefined, end: () => undefined };
  server = await listenForVerdicts(
    async (headers, bytes) => {
      let body: unknown;
      try {
        body = JSON.parse(bytes.toString()); // as express.json() does before the adapter
      } catch {
        return false;
      }
      const verdict = await adapter.processActivity({ headers, body }, response, async ({ activity }) => {
        activities.push(activity);
      });
      return verdict !== false;
    },
    () => secret,
  );
});
afterAll(async () => {
  server.close();
  await sandbox.close();
});

const targets = () => sandbox.webhooks().webex.map(({ id, targetUrl }) => ({ id, targetUrl }));

describe("botbuilder-adapter-webex, with the sandbox in place of Webex,", () => {
  it("registers its webhook once, verifies deliveries, fetches their messages, and removes the webhook", async () => {
    adapter.registerWebhookSubscription("/api/messages");
    await expect
      .poll(targets, { timeout: 60_000 })
      .toMatchObject([{ targetUrl: "https://hooks.example.com/api/messages" }]);
    const [created] = targets();
    adapter.registerWebhookSubscription("/moved");
    await expect
      .poll(targets, { timeout: 60_000 })
      .toEqual([{ id: created?.id, targetUrl: "https://hooks.example.com/moved" }]);

    await fetch(`${sandbox.url.webex}/webhooks/${created?.id}`, {
      method: "PUT",
      headers: { authorization: "Bearer token", "content-type": "application/json" },
      body: JSON.stringify({ name: "Botkit Firehose", targetUrl: server.url, secret }),
    });
    expect(await judgeDeliveries(sandbox, server, secret)).toEqual({
      ...rightVerdicts,
      // The adapter signs the body that it has parsed and serialized again, not the bytes that arrived.
      "written over several lines": { theirs: false, ours: true },
    });
    expect(activities).toMatchObject([
      { type: "message", text: "Hello from the sandbox" },
      { type: "message", from: { name: "zoë+😀@example.com" } },
    ]);

    await adapter.resetWebhookSubscriptions();
    expect(targets()).toEqual([]);
  });
});
