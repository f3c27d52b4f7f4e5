import { type CreateWebhookRequest, createWebexWebhooks, type Webhook } from "comms-webhooks/webex";
import { example } from "./example.ts";
import { heading, refusal, step } from "./print.ts";
import { targets } from "./targets.ts";

/** Registers, lists, changes and deletes a webhook of Webex. */
export async function showWebex(baseUrl: string): Promise<void> {
  const webex = createWebexWebhooks({ auth: "any-token", baseUrl, targets });
  const request = example<CreateWebhookRequest>("webex", "createWebhook.request");
  const show = ({ name, resource, event, targetUrl, status }: Webhook) =>
    `${status} "${name}": ${resource} ${event} -> ${targetUrl}`;

  heading("Cisco Webex");
  const created = await webex.create(request);
  step(
    'const webhook = await webex.create({ name, targetUrl, resource: "messages", event: "created", filter, secret, ownedBy: "org" })',
    show(created),
    `id ${created.id}`,
  );
  step('await webex.list({ ownedBy: "org" }).toArray()', ...(await webex.list({ ownedBy: "org" }).toArray()).map(show));
  const { name, secret = "" } = request;
  const targetUrl = "https://example.com/moved";
  step(
    "await webex.update(webhook.id, { name, secret, targetUrl })",
    show(await webex.update(created.id, { name, secret, targetUrl })),
  );
  step(
    'await webex.create({ …, event: "ended" })',
    await refusal(() => webex.create({ ...request, event: "ended" } as never)),
  );
  const ensured = { ...request, targetUrl: "https://example.com/ensured" };
  const ensure = async (code: string, wanted: CreateWebhookRequest) => {
    const { action, changes } = await webex.ensure(wanted);
    step(code, changes.length > 0 ? `${action}: ${changes.join(", ")}` : action);
  };
  await ensure("await webex.ensure({ …, targetUrl })", ensured);
  await ensure("await webex.ensure({ …, targetUrl })   // as on every start of a program", ensured);
  await ensure("await webex.ensure({ …, filter })   // which no update can change", {
    ...ensured,
    filter: "roomType=group",
  });
  const [health] = await webex.health([{ name, ownedBy: "org" }]);
  step('await webex.health([{ name, ownedBy: "org" }])', `"${name}" is ${health?.state}`);
  for (const { id } of health?.webhooks ?? []) await webex.delete(id);
  const left = await webex.list({ ownedBy: "org" }).toArray();
  step("await webex.delete(webhook.id)", `${left.length} webhooks left`);
  step("await webex.get(webhook.id)", await refusal(() => webex.get(created.id)));
}
