import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { styleText } from "node:util";
import { createSandbox } from "@comms-webhooks/sandbox";
import { isCommsWebhooksError } from "comms-webhooks";
import { create8x8Webhooks, type Webhook as EightByEightWebhook, type WebhookConfiguration } from "comms-webhooks/8x8";
import { type CreateWebhookRequest, createWebexWebhooks, type Webhook as WebexWebhook } from "comms-webhooks/webex";

const colors = process.stdout.isTTY && !process.env["NO_COLOR"];
const style = (format: Parameters<typeof styleText>[0], text: string) => (colors ? styleText(format, text) : text);
const heading = (text: string) => console.log(`\n${style("bold", text)}`);
const step = (code: string, ...results: string[]) =>
  console.log([`  ${style("cyan", code)}`, ...results.map((line) => `    ${line}`)].join("\n"));

/** Reads an example of a specification, which the reference pages show too. */
function example<Value>(api: "webex" | "8x8", name: string): Value {
  const file = createRequire(import.meta.url).resolve(`@comms-webhooks/${api}-spec/openapi.json`);
  return JSON.parse(readFileSync(file, "utf8")).components.examples[name].value;
}

/** Runs a call that has to be refused, and gives the error's text. */
async function refusal(call: () => Promise<unknown>): Promise<string> {
  try {
    await call();
  } catch (error) {
    if (isCommsWebhooksError(error)) return style("yellow", `${error.name}: ${error.message}`);
    throw error;
  }
  throw new Error("The quickstart expected a refusal, and the call succeeded.");
}

async function webexPart(baseUrl: string): Promise<void> {
  const webex = createWebexWebhooks({ auth: "any-token", baseUrl });
  const request = example<CreateWebhookRequest>("webex", "createWebhook.request");
  const show = ({ name, resource, event, targetUrl, status }: WebexWebhook) =>
    `${status} "${name}": ${resource} ${event} -> ${targetUrl}`;

  heading("Cisco Webex");
  const created = await webex.create(request);
  step(
    `const webhook = await webex.create(${JSON.stringify({ name: request.name, resource: request.resource, event: request.event })} …)`,
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
  await webex.delete(created.id);
  const left = await webex.list({ ownedBy: "org" }).toArray();
  step("await webex.delete(webhook.id)", `${left.length} webhooks left`);
  step("await webex.get(webhook.id)", await refusal(() => webex.get(created.id)));
}

async function eightByEightPart(baseUrl: string): Promise<void> {
  const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
  const connect = create8x8Webhooks({ accountId, auth: "any-api-key", baseUrl });
  const form = (name: string) => example<WebhookConfiguration[]>("8x8", `createOrReplaceWebhooks.request.${name}`);
  const show = ({ subAccountId, type, url, enabled, httpAuthorization, oauth }: EightByEightWebhook) => {
    const how = oauth ? `OAuth ${oauth.clientSecret}` : (httpAuthorization ?? "no authorization");
    return `${subAccountId} ${type}${enabled === false ? " (off)" : ""} -> ${url}, ${how}`;
  };
  const list = async () => (await connect.list().toArray()).map(show);

  heading("8x8 Connect, Messaging Apps");
  await connect.createOrReplace(form("noAuthorization"));
  step("await connect.createOrReplace([{ subAccountId, url, enabled: false }])", ...(await list()));
  await connect.createOrReplace([...form("basic"), ...form("bearer"), ...form("oauth")]);
  step(
    "await connect.createOrReplace([{ …Basic }, { …Bearer }, { …OAuth }])   // replaces by sub-account and type",
    ...(await list()),
  );
  await connect.createOrReplace([{ subAccountId: "Onion_Marketing", type: "MSG", url: "https://example.com/moved" }]);
  step('await connect.createOrReplace([{ subAccountId, type: "MSG", url }])', ...(await list()));
  step(
    'await connect.createOrReplace([{ …, type: "*" }])',
    await refusal(() =>
      connect.createOrReplace([{ subAccountId: "*", url: "https://example.com", type: "*" as never }]),
    ),
  );
  const stranger = create8x8Webhooks({ accountId: "ExampleCorp", auth: "any-api-key", baseUrl });
  step(
    'await create8x8Webhooks({ accountId: "ExampleCorp", … }).list().toArray()',
    await refusal(() => stranger.list().toArray()),
  );
  await connect.delete([{ subAccountId: "Onion_Marketing" }, { subAccountId: "Onion_Marketing", type: "CABM" }]);
  step(
    'await connect.delete([{ subAccountId }, { subAccountId, type: "CABM" }])',
    `${(await list()).length} webhooks left`,
  );
}

const sandbox = createSandbox();
await sandbox.listen();
console.log(`A sandbox of both APIs listens at ${new URL(sandbox.url.webex).origin}. Nothing leaves this machine.`);
await webexPart(sandbox.url.webex);
await eightByEightPart(sandbox.url["8x8"]);
await sandbox.close();
heading("What next");
console.log(`  The same calls reach the vendors without "baseUrl" and with real credentials:
    createWebexWebhooks({ auth: process.env.WEBEX_TOKEN })                    a token from developer.webex.com
    create8x8Webhooks({ accountId, auth: process.env.API_KEY, region })       both from connect.8x8.com, "API keys"
  Keep the sandbox running beside your own program: npx comms-webhooks-sandbox --port 8787
  Read the reference of both APIs in a browser:     npm run docs`);
