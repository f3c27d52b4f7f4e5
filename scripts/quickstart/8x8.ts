import { create8x8Webhooks, type Webhook, type WebhookConfiguration } from "comms-webhooks/8x8";
import { example } from "./example.ts";
import { heading, refusal, step } from "./print.ts";
import { targets } from "./targets.ts";

/** Registers, lists, replaces and deletes webhooks of 8x8. */
export async function show8x8(baseUrl: string): Promise<void> {
  const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
  const connect = create8x8Webhooks({ accountId, auth: "any-api-key", baseUrl, targets });
  const form = (name: string) => example<WebhookConfiguration[]>("8x8", `createOrReplaceWebhooks.request.${name}`);
  const show = ({ subAccountId, type, url, enabled, httpAuthorization, oauth }: Webhook) => {
    const how = oauth ? `OAuth ${oauth.clientSecret}` : (httpAuthorization ?? "no authorization");
    return `${subAccountId} ${type}${enabled === false ? " (off)" : ""} -> ${url}, ${how}`;
  };
  const list = async () => (await connect.list().toArray()).map(show);

  heading("8x8 Connect, Messaging Apps (what is read back has *** for secrets)");
  await connect.createOrReplace(form("noAuthorization"));
  step("await connect.createOrReplace([{ subAccountId, url, enabled: false }])", ...(await list()));
  await connect.createOrReplace([...form("basic"), ...form("bearer"), ...form("oauth")]);
  step(
    "await connect.createOrReplace([{ …Basic }, { …Bearer }, { …OAuth }])   // replaces by sub-account and type",
    ...(await list()),
  );
  await connect.createOrReplace([{ subAccountId: "Onion_Marketing", type: "MSG", url: "https://example.com/moved" }]);
  step('await connect.createOrReplace([{ subAccountId, type: "MSG", url }])', ...(await list()));
  const ensured = await connect.ensure([{ subAccountId: "Onion_Marketing", url: "https://example.com/moved" }]);
  step(
    "await connect.ensure([{ subAccountId, url }])   // posts what differs",
    ...ensured.map(({ type, action, changes }) => [`${type} ${action}`, ...changes].join(" ")),
  );
  step(
    'await connect.createOrReplace([{ …, type: "*" }])',
    await refusal(() =>
      connect.createOrReplace([{ subAccountId: "*", url: "https://example.com", type: "*" as never }]),
    ),
  );
  const stranger = create8x8Webhooks({ accountId: "ExampleCorp", auth: "any-api-key", baseUrl, targets });
  step(
    'await create8x8Webhooks({ accountId: "ExampleCorp", … }).list().toArray()   // the sandbox keeps to UUIDs',
    await refusal(() => stranger.list().toArray()),
  );
  await connect.delete([{ subAccountId: "Onion_Marketing" }, { subAccountId: "Onion_Marketing", type: "CABM" }]);
  step(
    'await connect.delete([{ subAccountId }, { subAccountId, type: "CABM" }])',
    `${(await list()).length} webhooks left`,
  );
}
