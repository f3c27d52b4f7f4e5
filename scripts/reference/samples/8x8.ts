import type { Vendor } from "./vendor.ts";

export const vendor8x8: Vendor = {
  token: "API_KEY",
  variables: { httpAuthorization: "WEBHOOK_AUTHORIZATION", accountId: "ACCOUNT_ID" },
  client: {
    imported: "create8x8Webhooks",
    line: "const webhooks = create8x8Webhooks({ accountId: process.env.ACCOUNT_ID!, auth: process.env.API_KEY! });",
  },
  calls: {
    listWebhooks: () => [
      "for await (const { subAccountId, type, url } of webhooks.list()) console.log(subAccountId, type, url);",
    ],
    createOrReplaceWebhooks: (body) => [`await webhooks.createOrReplace(${body});`],
    deleteWebhooks: (body) => [`await webhooks.delete(${body});`],
  },
  receiver: {
    imported: "create8x8Receiver",
    option: "authorization: process.env.WEBHOOK_AUTHORIZATION!",
    subjects: ["payload", "eventDetails"],
  },
  proof: { lines: [], header: "Authorization: $WEBHOOK_AUTHORIZATION" },
};
