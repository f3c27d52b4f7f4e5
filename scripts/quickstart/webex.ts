import type { Sandbox } from "@comms-webhooks/sandbox";
import { toNodeHandler } from "comms-webhooks/node";
import { buildWebexDelivery } from "comms-webhooks/testing";
import {
  type CreateWebhookRequest,
  createWebexReceiver,
  createWebexWebhooks,
  type Webhook,
} from "comms-webhooks/webex";
import { heading, rejection, step } from "./print.ts";
import { example, listen, targetUrls } from "./shared.ts";

const secret = "a-secret-that-only-webex-knows";

/** Shows webhooks of Webex and their deliveries. */
export async function show(sandbox: Sandbox): Promise<void> {
  await showWebhooks(sandbox.url.webex);
  await showDeliveries(sandbox);
}

async function showWebhooks(baseUrl: string): Promise<void> {
  const webex = createWebexWebhooks({ auth: "any-token", baseUrl, targetUrls });
  const request = example<CreateWebhookRequest>("webex", "createWebhook.request");
  const summary = ({ name, resource, event, targetUrl, status }: Webhook) =>
    `${status} "${name}": ${resource} ${event} -> ${targetUrl}`;

  heading("Cisco Webex: webhooks");
  const created = await webex.create(request);
  step(
    'const webhook = await webex.create({ name, targetUrl, resource: "messages", event: "created", filter, secret, ownedBy: "org" })',
    summary(created),
    `id ${created.id}`,
  );
  const list = async () => webex.list({ ownedBy: "org" }).toArray();
  step('await webex.list({ ownedBy: "org" }).toArray()', ...(await list()).map(summary));
  const update = { name: request.name, secret: request.secret ?? "", targetUrl: "https://example.com/moved" };
  step("await webex.update(webhook.id, { name, secret, targetUrl })", summary(await webex.update(created.id, update)));
  step(
    'await webex.create({ …, event: "ended" })',
    await rejection(() => webex.create({ ...request, event: "ended" } as never)),
  );
  const ensured = { ...request, targetUrl: "https://example.com/ensured" };
  const ensure = async (code: string, webhook: CreateWebhookRequest) => {
    const { action, changes } = await webex.ensure(webhook);
    step(code, changes.length > 0 ? `${action}: ${changes.join(", ")}` : action);
  };
  await ensure("await webex.ensure({ …, targetUrl })", ensured);
  await ensure("await webex.ensure({ …, targetUrl })   // on the next start of the program", ensured);
  await ensure("await webex.ensure({ …, filter })   // an update can't change the filter", {
    ...ensured,
    filter: "roomType=group",
  });
  const [health] = await webex.health([{ name: request.name, ownedBy: "org" }]);
  step('const [health] = await webex.health([{ name, ownedBy: "org" }])', `"${request.name}" is ${health?.state}`);
  for (const { id } of health?.webhooks ?? []) await webex.delete(id);
  step("for (const { id } of health.webhooks) await webex.delete(id)", `${(await list()).length} webhooks left`);
  step("await webex.get(webhook.id)", await rejection(() => webex.get(created.id)));
}

async function showDeliveries(sandbox: Sandbox): Promise<void> {
  const received: string[] = [];
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => received.push(`messages.created: ${data.personEmail} wrote ${data.id}`) },
    onRejected: ({ status, message }) => received.push(`rejected with ${status}: ${message}`),
  });
  const server = await listen(toNodeHandler(receiver));

  heading("Cisco Webex: deliveries to a receiver on this machine");
  await createWebexWebhooks({ auth: "any-token", baseUrl: sandbox.url.webex, targetUrls }).create({
    name: "Quickstart",
    targetUrl: server.url,
    resource: "messages",
    event: "created",
    secret,
  });
  await sandbox.deliver({ api: "webex", name: "messages.created" });
  step('createWebexReceiver({ secret, on: { "messages.created": … } })', ...received.splice(0));
  await fetch(await buildWebexDelivery("messages.created", { url: server.url, secret: "a guess" }));
  step("the same delivery, signed with another secret", ...received.splice(0));
  server.close();
}
