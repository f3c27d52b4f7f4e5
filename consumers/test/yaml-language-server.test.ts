import { fileURLToPath } from "node:url";
import { webhookTypes } from "@comms-webhooks/8x8-client/data";
import { resources, webhookResources } from "@comms-webhooks/webex-client/data";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LanguageServer, startLanguageServer } from "./language-server.js";

const schemaLine = "# yaml-language-server: $schema=./node_modules/@comms-webhooks/cli/schema/webhooks.schema.json\n";

/** A file with a webhook of Webex, whose fields are given. */
function webexFile(...fields: string[]): string {
  const lines = [
    "webex:",
    "  accounts:",
    "    default:",
    "      token: ${WEBEX_TOKEN}",
    "      webhooks:",
    "        Lobby:",
  ];
  const own = ["targetUrl: ${PUBLIC_URL}/webex", ...fields].map((field) => `          ${field}`);
  return `${schemaLine}${[...lines, ...own].join("\n")}\n`;
}

/** A file with a webhook of 8x8, whose fields are given. */
function file8x8(...fields: string[]): string {
  const account = ["accountId: ${ACCOUNT_ID}", "apiKey: ${API_KEY}", "webhooks:"].map((line) => `      ${line}`);
  const lines = ["8x8:", "  accounts:", "    default:", ...account, '        "*":', "          MSG:"];
  return `${schemaLine}${[...lines, ...fields.map((field) => `            ${field}`)].join("\n")}\n`;
}

describe("yaml-language-server with the schema of the package", () => {
  let server: LanguageServer;

  beforeAll(async () => {
    server = await startLanguageServer(fileURLToPath(new URL("..", import.meta.url)).replace(/\/$/, ""));
  });

  afterAll(() => server.stop());

  const complete = async (text: string) => (await server.complete(text)).map(({ label }) => label);

  it("completes the resources, with their descriptions", async () => {
    const items = await server.complete(webexFile("resource: ▶"));
    expect(items.map(({ label }) => label).sort()).toEqual([...resources].sort());
    const described = Object.fromEntries(items.map(({ label, documentation }) => [label, documentation]));
    for (const resource of resources) expect(described[resource]).toBe(webhookResources[resource].description);
  });

  it.each([...resources])("completes the events of %s, and no others", async (resource) => {
    const labels = await complete(webexFile(`resource: ${resource}`, "event: ▶"));
    expect(labels.sort()).toEqual([...webhookResources[resource].events].sort());
  });

  it("completes the fields of a webhook and of an account", async () => {
    const webhook = ["resource", "event", "filter", "secret", "ownedBy", "undocumented"];
    expect(await complete(webexFile("▶"))).toEqual(expect.arrayContaining(webhook));
    const account = ["baseUrl", "defaults", "region", "targetUrls"];
    expect(await complete(file8x8("url: ${URL}").replace("      webhooks:", "      ▶\n      webhooks:"))).toEqual(
      expect.arrayContaining(account),
    );
  });

  it("completes the types of a sub-account, and the vendors", async () => {
    const text = file8x8("url: ${URL}").replace("          MSG:", "          ▶\n          MSG:");
    expect(new Set([...(await complete(text)), "MSG"])).toEqual(new Set(webhookTypes));
    expect((await complete(`${schemaLine}▶`)).sort()).toEqual(["8x8", "webex"]);
  });

  it.each([
    ["a documented pair", webexFile("resource: rooms", "event: migrated")],
    ["references", webexFile("resource: ${RESOURCE}", "event: ${EVENT:-created}", "secret: ${SECRET}")],
    ["an undocumented pair", webexFile("resource: bots", "event: seen", "undocumented: true")],
    [
      "what webhooks need in the defaults",
      webexFile("filter: hostEmail=a@example.com").replace(
        "      webhooks:",
        "      defaults: { resource: meetings, event: all, ownedBy: org }\n      webhooks:",
      ),
    ],
    [
      "a flag by reference",
      file8x8("url: ${URL}/8x8", "enabled: ${ENABLED:-true}", "httpAuthorization: Bearer ${KEY}"),
    ],
  ])("finds nothing wrong with %s", async (_title, text) => {
    expect(await server.diagnose(text)).toEqual([]);
  });

  const oauth = 'oauth: { url: https://a.example.com, clientId: a, clientSecret: "${B}", credentialsLocation: body }';
  it.each([
    ["an unknown vendor", `${schemaLine}webx: {}\n`, "Property webx is not allowed."],
    ["an unknown key", webexFile("resource: rooms", "event: all", "sercet: ${S}"), "Property sercet is not allowed."],
    ["an unknown resource", webexFile("resource: room", "event: all"), /not accepted\. Valid values: .*"rooms"/],
    ["an event of another resource", webexFile("resource: messages", "event: ended"), '"created", "deleted", "all"'],
    ["a missing field", webexFile("resource: messages"), 'Missing property "event".'],
    ["a secret in the clear", webexFile("resource: rooms", "event: all", "secret: hunter2"), "must be a reference"],
    ["a URL without a scheme", file8x8("url: example.com"), "must be a URL that begins with https:// or http://."],
    ["an owner that a filter needs", webexFile("resource: meetings", "event: all", "filter: hostEmail=a"), "ownedBy"],
    [
      "both forms of authorization",
      file8x8("url: ${URL}", "httpAuthorization: ${A}", oauth),
      "must be absent or empty",
    ],
    ["an unknown type", file8x8("url: ${URL}").replace("MSG", "SMS"), "Property SMS is not allowed."],
    [
      "an unknown region",
      file8x8("url: ${URL}").replace("      webhooks", "      region: eu\n      webhooks"),
      '"europe"',
    ],
    ["a text for a flag", file8x8("url: ${URL}", "enabled: maybe"), /boolean|pattern/],
    ["a tab", webexFile("resource: rooms", "event: all").replace("          event", "\tevent"), /[Tt]ab/],
  ])("marks %s", async (_title, text, message) => {
    const diagnostics = await server.diagnose(text);
    expect(diagnostics.map((diagnostic) => diagnostic.message)).toEqual(
      expect.arrayContaining([
        message instanceof RegExp ? expect.stringMatching(message) : expect.stringContaining(message),
      ]),
    );
  });

  it("needs no other schema, no network and no error for all this", () => {
    expect(server.asked.filter((method) => /content|schema/i.test(method))).toEqual([]);
    expect(server.errors).toEqual([]);
  });
});
