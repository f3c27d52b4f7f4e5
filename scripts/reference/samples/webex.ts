import type { Vendor } from "./vendor.ts";

export const webex: Vendor = {
  token: "WEBEX_TOKEN",
  variables: { secret: "WEBHOOK_SECRET", webhookId: "WEBHOOK_ID" },
  client: {
    imported: "createWebexWebhooks",
    line: "const webex = createWebexWebhooks({ auth: process.env.WEBEX_TOKEN! });",
  },
  calls: {
    listWebhooks: () => ["for await (const { id, name, status } of webex.list()) console.log(id, name, status);"],
    createWebhook: (body) => [
      `const webhook = await webex.create(${body});`,
      "console.log(webhook.id, webhook.status);",
    ],
    getWebhook: () => [
      "const webhook = await webex.get(process.env.WEBHOOK_ID!);",
      "console.log(webhook.name, webhook.status);",
    ],
    updateWebhook: (body) => [
      `const webhook = await webex.update(process.env.WEBHOOK_ID!, ${body});`,
      "console.log(webhook.targetUrl, webhook.status);",
    ],
    deleteWebhook: () => ["await webex.delete(process.env.WEBHOOK_ID!);"],
  },
  receiver: { imported: "createWebexReceiver", option: "secret: process.env.WEBHOOK_SECRET!", subjects: ["data"] },
  proof: {
    lines: [`signature=$(printf %s "$body" | openssl dgst -sha1 -hmac "$WEBHOOK_SECRET" | sed 's/.* //')`],
    header: "X-Spark-Signature: $signature",
  },
};
