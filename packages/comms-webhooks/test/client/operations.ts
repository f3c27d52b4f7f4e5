import type { WebhooksClient as WebhooksClient8x8 } from "../../src/8x8/index.js";
import type { CallOptions } from "../../src/index.js";
import type { WebhooksClient } from "../../src/webex/index.js";
import { desired } from "./script.js";

interface Clients {
  readonly webex: WebhooksClient;
  readonly client8x8: WebhooksClient8x8;
}

/** An operation of a client: its name, the id in the OpenAPI document of what it sends first, and a call of it. */
export type Operation = readonly [
  name: string,
  operationId: string,
  call: (clients: Clients, options?: CallOptions) => Promise<unknown>,
];

const item = { subAccountId: "Onion_Marketing", url: "https://hooks.example.com/8x8" };

/** All operations of both clients, with arguments that are right. */
export const operations: readonly Operation[] = [
  ["webex.create", "createWebhook", ({ webex }, options) => webex.create(desired, options)],
  ["webex.list", "listWebhooks", ({ webex }, options) => webex.list({}, options).toArray()],
  ["webex.get", "getWebhook", ({ webex }, options) => webex.get("Zm9v", options)],
  ["webex.update", "updateWebhook", ({ webex }, options) => webex.update("Zm9v", desired, options)],
  ["webex.delete", "deleteWebhook", ({ webex }, options) => webex.delete("Zm9v", options)],
  ["webex.reactivate", "getWebhook", ({ webex }, options) => webex.reactivate("Zm9v", options)],
  ["webex.ensure", "listWebhooks", ({ webex }, options) => webex.ensure(desired, options)],
  ["webex.health", "listWebhooks", ({ webex }, options) => webex.health([{ name: "Lobby" }], options)],
  [
    "8x8.createOrReplace",
    "createOrReplaceWebhooks",
    ({ client8x8 }, options) => client8x8.createOrReplace([item], options),
  ],
  ["8x8.list", "listWebhooks", ({ client8x8 }, options) => client8x8.list(options).toArray()],
  ["8x8.delete", "deleteWebhooks", ({ client8x8 }, options) => client8x8.delete([{ subAccountId: "*" }], options)],
  ["8x8.ensure", "listWebhooks", ({ client8x8 }, options) => client8x8.ensure([item], options)],
  ["8x8.health", "listWebhooks", ({ client8x8 }, options) => client8x8.health(undefined, options)],
];
