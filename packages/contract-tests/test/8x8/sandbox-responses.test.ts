import { describeSandboxCalls } from "../../src/sandbox-calls.ts";

const account = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
const base = `https://chatapps.8x8.id/api/v1/accounts/${account}`;
const item = { subAccountId: "Support_Desk", url: "https://hooks.example.com/8x8" };
const oauth = { url: "https://login.example.com", clientId: "a", clientSecret: "b", credentialsLocation: "header" };

describeSandboxCalls("8x8", {
  base,
  options: { subAccounts: ["Support_Desk"] },
  async prepare(send) {
    await send("/webhooks", "POST", {
      body: [
        { ...item, httpAuthorization: "Bearer k7" },
        { ...item, type: "CABM", enabled: false, oauth },
      ],
    });
    return "";
  },
  calls: [
    ["listWebhooks", "nothing", "GET", "/webhooks", 200],
    ["listWebhooks", "no token", "GET", "/webhooks", 401, { headers: { authorization: "" } }],
    ["listWebhooks", "an account without a UUID", "GET", "/webhooks", 401, { base: base.replace(account, "Acme") }],
    ["listWebhooks", "an undeclared method", "PUT", "/webhooks", 405, { body: [] }],
    [
      "createOrReplaceWebhooks",
      "webhooks of all kinds",
      "POST",
      "/webhooks",
      200,
      { body: [item, { ...item, type: "CABM", oauth }, { ...item, subAccountId: "*", httpAuthorization: "Bearer k" }] },
    ],
    ["createOrReplaceWebhooks", "no items", "POST", "/webhooks", 200, { body: [] }],
    ["createOrReplaceWebhooks", "an object", "POST", "/webhooks", 400, { body: item }],
    [
      "createOrReplaceWebhooks",
      "two authorizations",
      "POST",
      "/webhooks",
      400,
      { body: [{ ...item, oauth, httpAuthorization: "Bearer k" }] },
    ],
    [
      "createOrReplaceWebhooks",
      "a foreign sub-account",
      "POST",
      "/webhooks",
      400,
      { body: [{ ...item, subAccountId: "Elsewhere" }] },
    ],
    ["createOrReplaceWebhooks", "invalid JSON", "POST", "/webhooks", 400, { text: "[" }],
    [
      "createOrReplaceWebhooks",
      "another media type",
      "POST",
      "/webhooks",
      415,
      { text: "[]", headers: { "content-type": "text/plain" } },
    ],
    ["createOrReplaceWebhooks", "too much", "POST", "/webhooks", 413, { text: " ".repeat(1_100_000) }],
    ["createOrReplaceWebhooks", "no token", "POST", "/webhooks", 401, { body: [item], headers: { authorization: "" } }],
    ["deleteWebhooks", "an existing one", "DELETE", "/webhooks", 200, { body: [{ subAccountId: "Support_Desk" }] }],
    ["deleteWebhooks", "a missing one", "DELETE", "/webhooks", 200, { body: [{ subAccountId: "*", type: "MSG" }] }],
    ["deleteWebhooks", "a wildcard type", "DELETE", "/webhooks", 400, { body: [{ subAccountId: "*", type: "*" }] }],
    ["deleteWebhooks", "no body", "DELETE", "/webhooks", 415],
  ],
});
