import { regions } from "@comms-webhooks/8x8-client/data";
import { deliveryNames, resources, webhookResources } from "@comms-webhooks/webex-client/data";
import { describe, expect, test } from "vitest";
import { showInEditor } from "../src/editor.ts";
import { fieldNames } from "../src/fields.ts";

const start = `
import { createWebexReceiver, createWebexWebhooks } from "comms-webhooks/webex";
import { create8x8Receiver, create8x8Webhooks } from "comms-webhooks/8x8";
const webex = createWebexWebhooks({ auth: "token" });
const client8x8 = create8x8Webhooks({ auth: "key", accountId: "ExampleCorp" });
`;
const show = (code: string) => showInEditor(start + code);
const oauth = '{ url: "https://a.example.com", clientId: "id", clientSecret: "s", credentialsLocation: "body" }';

describe("an editor completes", () => {
  test.each(["create", "ensure"])("the resources of %s before an event is there", (method) => {
    const { completions } = show(`webex.${method}({ name: "n", targetUrl: "u", resource: "¦" });`);
    expect(completions.toSorted()).toEqual([...resources].sort());
  });

  test.each(["create", "ensure"])("the events of %s that the resource has", (method) => {
    for (const resource of ["rooms", "telephony_calls", "adminBatchJobs"] as const) {
      const { completions } = show(
        `webex.${method}({ name: "n", targetUrl: "u", resource: "${resource}", event: "¦" });`,
      );
      expect(completions.toSorted()).toEqual([...webhookResources[resource].events].sort());
    }
  });

  test("the resources that have the event", () => {
    expect(show('webex.create({ name: "n", targetUrl: "u", resource: "¦", event: "migrated" });').completions).toEqual([
      "rooms",
    ]);
  });

  test("the fields of a webhook, the names of deliveries, regions and types", () => {
    const fields = fieldNames("webex", "CreateWebhookRequest");
    expect(fields).toContain("targetUrl");
    expect(show("webex.create({ ¦ });").completions.toSorted()).toEqual(fields.sort());
    const names = show('createWebexReceiver({ secret: "s", on: { "¦" } });').completions;
    expect(names).toEqual(expect.arrayContaining([...deliveryNames, "*"]));
    expect(show('create8x8Webhooks({ auth: "key", accountId: "a", region: "¦" });').completions).toEqual([...regions]);
    const types = show('client8x8.createOrReplace([{ subAccountId: "*", url: "u", type: "¦" }]);').completions;
    expect(types.toSorted()).toEqual(["CABM", "CADR", "MSG"]);
  });
});

describe("an editor shows", () => {
  test("the description of a field, and the type by its name", () => {
    const { hover } = show(
      'createWebexReceiver({ secret: "s", on: { "messages.created": ({ data }) => data.room¦Id } });',
    );
    expect(hover).toBe("(property) MessageData.roomId: string\nThe id of the space.");
    expect(
      show('const made = await webex.create({ name: "n", targetUrl: "u", resource: "rooms", event: "all" }); ma¦de;')
        .hover,
    ).toContain("const made: Webhook");
  });
});

describe("an error", () => {
  test.each([
    ['webex.create({ name: "n", resource: "messages", event: "created" });', "CreateWebhookRequestFields", "targetUrl"],
    [
      'webex.ensure({ name: "n", targetUrl: "u", resource: "messages", event: "ended" });',
      "CreateWebhookRequest",
      "event",
    ],
    ['client8x8.createOrReplace([{ subAccountId: "*" }]);', "WebhookConfigurationFields", "url"],
    ['client8x8.createOrReplace([{ subAccountId: "*", ur: "u" }]);', "WebhookConfiguration", "ur"],
  ])("of %s names the type and the field, and spells out no object of the package", (code, type, field) => {
    const [error, ...others] = show(code).errors;
    expect(others).toEqual([]);
    expect(error?.text).toContain(`'${type}'`);
    expect(error?.text).toContain(`'${field}'`);
    expect(error?.text).not.toMatch(/type '\{[^']*(?:filter|enabled)\?/);
  });

  test("of both authorizations of 8x8 quotes the rule", () => {
    for (const header of ['"Bearer x"', "String(process.env.KEY)"]) {
      const { errors } = show(
        `client8x8.createOrReplace([{ subAccountId: "*", url: "u", httpAuthorization: ${header}, oauth: ${oauth} }]);`,
      );
      expect(errors).toHaveLength(1);
      expect(errors[0]?.text).toContain(`httpAuthorization must be absent or empty when oauth is given`);
    }
  });

  test("isn't shown for what is right", () => {
    const right = `
      webex.create({ name: "n", targetUrl: "u", resource: "x", event: "y" }, { undocumented: true });
      webex.ensure({ name: "n", targetUrl: "u", resource: "rooms", event: "x" }, { undocumented: true, dryRun: true });
      client8x8.createOrReplace([{ subAccountId: "*", url: "u", oauth: ${oauth}, httpAuthorization: "" }]);
      client8x8.createOrReplace([{ subAccountId: "*", url: "u", oauth: undefined, httpAuthorization: "Bearer x" }]);
    `;
    expect(show(right).errors).toEqual([]);
  });
});
