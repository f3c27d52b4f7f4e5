import type { Sandbox } from "@comms-webhooks/sandbox";
import {
  basicAuthorization,
  create8x8Receiver,
  create8x8Webhooks,
  type Webhook,
  type WebhookConfiguration,
} from "comms-webhooks/8x8";
import { toNodeHandler } from "comms-webhooks/node";
import { build8x8Delivery } from "comms-webhooks/testing";
import { heading, rejection, step } from "./print.ts";
import { example, listen, targetUrls } from "./shared.ts";

const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const authorization = basicAuthorization("8x8", "a password that only 8x8 knows");

/** Shows webhooks of 8x8 and their deliveries. */
export async function show(sandbox: Sandbox): Promise<void> {
  await showWebhooks(sandbox.url["8x8"]);
  await showDeliveries(sandbox);
}

async function showWebhooks(baseUrl: string): Promise<void> {
  const webhooks8x8 = create8x8Webhooks({ accountId, auth: "any-api-key", baseUrl, targetUrls });
  const form = (name: string) => example<WebhookConfiguration[]>("8x8", `createOrReplaceWebhooks.request.${name}`);
  const summary = ({ subAccountId, type, url, enabled, httpAuthorization, oauth }: Webhook) => {
    const how = oauth ? `OAuth ${oauth.clientSecret}` : (httpAuthorization ?? "no authorization");
    return `${subAccountId} ${type}${enabled === false ? " (off)" : ""} -> ${url}, ${how}`;
  };
  const list = async () => (await webhooks8x8.list().toArray()).map(summary);

  heading("8x8 Connect, Messaging Apps: webhooks (the API returns *** instead of secrets)");
  await webhooks8x8.createOrReplace(form("noAuthorization"));
  step("await webhooks8x8.createOrReplace([{ subAccountId, url, enabled: false }])", ...(await list()));
  await webhooks8x8.createOrReplace([...form("basic"), ...form("bearer"), ...form("oauth")]);
  step(
    "await webhooks8x8.createOrReplace([{ …Basic }, { …Bearer }, { …OAuth }])   // replaces by sub-account and type",
    ...(await list()),
  );
  const moved = { subAccountId: "Onion_Marketing", url: "https://example.com/moved" };
  await webhooks8x8.createOrReplace([{ ...moved, type: "MSG" }]);
  step('await webhooks8x8.createOrReplace([{ subAccountId, type: "MSG", url }])', ...(await list()));
  const ensured = await webhooks8x8.ensure([moved]);
  step(
    "await webhooks8x8.ensure([{ subAccountId, url }])   // sends only what differs",
    ...ensured.map(({ type, action, changes }) =>
      changes.length > 0 ? `${type} ${action}: ${changes.join(", ")}` : `${type} ${action}`,
    ),
  );
  step(
    'await webhooks8x8.createOrReplace([{ …, type: "*" }])',
    await rejection(() => webhooks8x8.createOrReplace([{ ...moved, type: "*" as never }])),
  );
  const named = create8x8Webhooks({ accountId: "ExampleCorp", auth: "any-api-key", baseUrl, targetUrls });
  step(
    'await create8x8Webhooks({ accountId: "ExampleCorp", … }).list().toArray()   // the sandbox requires a UUID',
    await rejection(() => named.list().toArray()),
  );
  await webhooks8x8.delete([{ subAccountId: "Onion_Marketing" }, { subAccountId: "Onion_Marketing", type: "CABM" }]);
  step(
    'await webhooks8x8.delete([{ subAccountId }, { subAccountId, type: "CABM" }])',
    `${(await list()).length} webhooks left`,
  );
}

async function showDeliveries(sandbox: Sandbox): Promise<void> {
  const received: string[] = [];
  const receiver = create8x8Receiver({
    authorization,
    on: {
      inbound_message_received({ payload }) {
        if (payload.type === "Text")
          received.push(`inbound_message_received: ${payload.user.name} wrote "${payload.content.text}"`);
      },
    },
    onRejected: ({ status, message }) => received.push(`rejected with ${status}: ${message}`),
  });
  const server = await listen(toNodeHandler(receiver));

  heading("8x8 Connect, Messaging Apps: deliveries to a receiver on this machine");
  await create8x8Webhooks({ accountId, auth: "any-api-key", baseUrl: sandbox.url["8x8"], targetUrls }).createOrReplace([
    { subAccountId: "*", type: "MSG", url: server.url, httpAuthorization: authorization },
  ]);
  await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
  step("create8x8Receiver({ authorization, on: { inbound_message_received: … } })", ...received.splice(0));
  await fetch(await build8x8Delivery("inbound_message_received", { url: server.url, authorization: "Basic guess" }));
  step("the same delivery with another Authorization", ...received.splice(0));
  server.close();
}
