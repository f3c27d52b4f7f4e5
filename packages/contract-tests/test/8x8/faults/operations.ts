import type { Sandbox } from "@comms-webhooks/sandbox";
import type { BaseClientOptions } from "comms-webhooks";
import { create8x8Webhooks, type WebhookConfiguration } from "comms-webhooks/8x8";
import type { Operation } from "../../../src/faults/operation.ts";

const item: WebhookConfiguration = {
  subAccountId: "Support_Desk",
  type: "MSG",
  url: "https://hooks.example.com/rooms",
};
const client = (options: BaseClientOptions) =>
  create8x8Webhooks({ ...options, accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af" });

const shared = {
  api: "8x8",
  async seed(sandbox: Sandbox, options: BaseClientOptions) {
    await client({ ...options, fetch: sandbox.fetch, baseUrl: sandbox.url["8x8"] }).createOrReplace([item]);
    return "";
  },
} as const;

/** Every operation of 8x8. */
export const operations: readonly Operation[] = [
  {
    ...shared,
    name: "8x8 listWebhooks",
    id: "listWebhooks",
    method: "GET",
    resolvesWith: "json",
    call: (options) => client(options).list().toArray(),
    expected: (stored) => stored["8x8"].map(({ accountId: _, ...webhook }) => webhook),
  },
  {
    ...shared,
    name: "8x8 createOrReplaceWebhooks",
    id: "createOrReplaceWebhooks",
    method: "POST",
    resolvesWith: "nothing",
    call: (options) => client(options).createOrReplace([{ ...item, type: "CADR" }]),
    expected: () => undefined,
    isDone: (stored) => stored["8x8"].length === 2,
  },
  {
    ...shared,
    name: "8x8 deleteWebhooks",
    id: "deleteWebhooks",
    method: "DELETE",
    resolvesWith: "nothing",
    call: (options) => client(options).delete([{ subAccountId: item.subAccountId, type: "MSG" }]),
    expected: () => undefined,
    isDone: (stored) => stored["8x8"].length === 0,
  },
];
