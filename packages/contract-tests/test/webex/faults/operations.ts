import type { Sandbox } from "@comms-webhooks/sandbox";
import type { BaseClientOptions } from "comms-webhooks";
import { type CreateWebhookRequest, createWebexWebhooks } from "comms-webhooks/webex";
import type { Operation } from "../../../src/faults/operation.ts";

const targetUrl = "https://hooks.example.com/rooms";

/** The webhook that is created. */
export const hook: CreateWebhookRequest = { name: "Spaces", targetUrl, resource: "rooms", event: "created" };

/** Creates a webhook without any faults, and returns its id. */
export async function create(
  sandbox: Sandbox,
  webhook: CreateWebhookRequest,
  options: BaseClientOptions,
): Promise<string> {
  const client = createWebexWebhooks({ ...options, fetch: sandbox.fetch, baseUrl: sandbox.url.webex });
  return (await client.create(webhook)).id;
}

const shared = {
  api: "webex",
  seed: (sandbox: Sandbox, options: BaseClientOptions) => create(sandbox, hook, options),
} as const;

/** The one operation that is not idempotent. */
export const createOperation: Operation = {
  ...shared,
  name: "Webex createWebhook",
  id: "createWebhook",
  method: "POST",
  resolvesWith: "json",
  reconciles: true,
  seed: async () => "",
  call: (options) => createWebexWebhooks(options).create(hook),
  expected: ({ webex }) => webex[0],
  isDone: ({ webex }) => webex.length > 0,
};

/** The one operation that succeeds with a 404 if an earlier attempt may have been processed. */
export const deleteOperation: Operation = {
  ...shared,
  name: "Webex deleteWebhook",
  id: "deleteWebhook",
  method: "DELETE",
  resolvesWith: "nothing",
  call: (options, id) => createWebexWebhooks(options).delete(id),
  expected: () => undefined,
  isDone: ({ webex }) => webex.length === 0,
};

/** Every operation of Webex. */
export const operations: readonly Operation[] = [
  {
    ...shared,
    name: "Webex listWebhooks",
    id: "listWebhooks",
    method: "GET",
    resolvesWith: "json",
    call: (options) => createWebexWebhooks(options).list().toArray(),
    expected: ({ webex }) => webex,
  },
  createOperation,
  {
    ...shared,
    name: "Webex getWebhook",
    id: "getWebhook",
    method: "GET",
    resolvesWith: "json",
    call: (options, id) => createWebexWebhooks(options).get(id),
    expected: ({ webex }) => webex[0],
  },
  {
    ...shared,
    name: "Webex updateWebhook",
    id: "updateWebhook",
    method: "PUT",
    resolvesWith: "json",
    call: (options, id) => createWebexWebhooks(options).update(id, { name: "Changed", targetUrl }),
    expected: ({ webex }) => webex[0],
    isDone: ({ webex }) => webex[0]?.name === "Changed",
  },
  deleteOperation,
];
