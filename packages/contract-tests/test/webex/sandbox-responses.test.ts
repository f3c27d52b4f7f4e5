import { describeSandboxCalls } from "../../src/sandbox-calls.ts";

const hook = { name: "Spaces", targetUrl: "https://hooks.example.com/rooms", resource: "rooms", event: "created" };

describeSandboxCalls("webex", {
  base: "https://webexapis.com/v1",
  async prepare(send) {
    await send("/webhooks", "POST", { body: { ...hook, name: "Rooms of the organization", ownedBy: "org" } });
    await send("/webhooks", "POST", { body: { ...hook, secret: "k7" } });
    const response = await send("/webhooks", "POST", { body: hook });
    return ((await response.json()) as { id: string }).id;
  },
  calls: [
    ["listWebhooks", "nothing", "GET", "/webhooks", 200],
    ["listWebhooks", "a page of one", "GET", "/webhooks?max=1", 200],
    ["listWebhooks", "the organization's", "GET", "/webhooks?ownedBy=org", 200],
    ["listWebhooks", "a slash at the end", "GET", "/webhooks/", 200],
    ["listWebhooks", "a page of none", "GET", "/webhooks?max=0", 400],
    ["listWebhooks", "another owner", "GET", "/webhooks?ownedBy=me", 400],
    ["listWebhooks", "no token", "GET", "/webhooks", 401, { headers: { authorization: "" } }],
    ["createWebhook", "a webhook", "POST", "/webhooks", 200, { body: hook }],
    ["createWebhook", "an undocumented pair", "POST", "/webhooks", 200, { body: { ...hook, event: "ended" } }],
    [
      "createWebhook",
      "everything",
      "POST",
      "/webhooks",
      200,
      { body: { ...hook, filter: "type=group", secret: "k", ownedBy: "org" } },
    ],
    ["createWebhook", "an unknown event", "POST", "/webhooks", 400, { body: { ...hook, event: "sold" } }],
    ["createWebhook", "an unknown field", "POST", "/webhooks", 400, { body: { ...hook, status: "active" } }],
    ["createWebhook", "many mistakes", "POST", "/webhooks", 400, { body: { name: 1, ownedBy: null, x: 1 } }],
    ["createWebhook", "an array", "POST", "/webhooks", 400, { body: [hook] }],
    ["createWebhook", "invalid JSON", "POST", "/webhooks", 400, { text: '{"name":' }],
    ["createWebhook", "no body", "POST", "/webhooks", 400, { text: "" }],
    ["createWebhook", "no token", "POST", "/webhooks", 401, { body: hook, headers: { authorization: "" } }],
    [
      "createWebhook",
      "another scheme",
      "POST",
      "/webhooks",
      401,
      { body: hook, headers: { authorization: "Basic azc=" } },
    ],
    [
      "createWebhook",
      "another media type",
      "POST",
      "/webhooks",
      415,
      { text: "name=a", headers: { "content-type": "application/x-www-form-urlencoded" } },
    ],
    ["getWebhook", "an existing id", "GET", "/webhooks/ID", 200],
    ["getWebhook", "a missing id", "GET", "/webhooks/nothing", 404],
    ["getWebhook", "a strange id", "GET", "/webhooks/a%2Fb%20%C3%BC", 404],
    ["getWebhook", "no token", "GET", "/webhooks/ID", 401, { headers: { authorization: "" } }],
    ["getWebhook", "another person's token", "GET", "/webhooks/ID", 404, { headers: { authorization: "Bearer x" } }],
    ["getWebhook", "an undeclared method", "PATCH", "/webhooks/ID", 405, { body: {} }],
    ["updateWebhook", "a new name", "PUT", "/webhooks/ID", 200, { body: { ...hook, name: "New" } }],
    [
      "updateWebhook",
      "fields that are ignored",
      "PUT",
      "/webhooks/ID",
      200,
      { body: { ...hook, ownedBy: "org", x: 1 } },
    ],
    ["updateWebhook", "a deactivation", "PUT", "/webhooks/ID", 400, { body: { ...hook, status: "inactive" } }],
    ["updateWebhook", "a missing id", "PUT", "/webhooks/nothing", 404, { body: hook }],
    ["updateWebhook", "invalid JSON", "PUT", "/webhooks/ID", 400, { text: "nothing" }],
    ["updateWebhook", "no media type", "PUT", "/webhooks/ID", 415, { text: "{}", headers: { "content-type": "" } }],
    ["deleteWebhook", "an existing id", "DELETE", "/webhooks/ID", 204],
    ["deleteWebhook", "a missing id", "DELETE", "/webhooks/nothing", 404],
    ["deleteWebhook", "no token", "DELETE", "/webhooks/ID", 401, { headers: { authorization: "" } }],
  ],
});
