import { hook, item, type Operation, targetUrl } from "../../src/fault-case.ts";

/** Every operation of both APIs. */
export const operations: readonly Operation[] = [
  {
    name: "Webex listWebhooks",
    id: "listWebhooks",
    method: "GET",
    column: "json",
    call: ({ webex }) => webex.list().toArray(),
    gives: ({ webex }) => webex,
  },
  {
    name: "Webex createWebhook",
    id: "createWebhook",
    method: "POST",
    column: "create",
    call: ({ webex }) => webex.create(hook),
    gives: ({ webex }) => webex[0],
    done: ({ webex }) => webex.length > 0,
  },
  {
    name: "Webex getWebhook",
    id: "getWebhook",
    method: "GET",
    column: "json",
    call: ({ webex }, id) => webex.get(id),
    gives: ({ webex }) => webex[0],
  },
  {
    name: "Webex updateWebhook",
    id: "updateWebhook",
    method: "PUT",
    column: "json",
    call: ({ webex }, id) => webex.update(id, { name: "Changed", targetUrl }),
    gives: ({ webex }) => webex[0],
    done: ({ webex }) => webex[0]?.name === "Changed",
  },
  {
    name: "Webex deleteWebhook",
    id: "deleteWebhook",
    method: "DELETE",
    column: "bodiless",
    call: ({ webex }, id) => webex.delete(id),
    gives: () => undefined,
    done: ({ webex }) => webex.length === 0,
  },
  {
    name: "8x8 listWebhooks",
    id: "listWebhooks",
    method: "GET",
    column: "json",
    call: (clients) => clients["8x8"].list().toArray(),
    gives: (stored) => stored["8x8"].map(({ accountId: _, ...webhook }) => webhook),
  },
  {
    name: "8x8 createOrReplaceWebhooks",
    id: "createOrReplaceWebhooks",
    method: "POST",
    column: "bodiless",
    call: (clients) => clients["8x8"].createOrReplace([{ ...item, type: "CADR" }]),
    gives: () => undefined,
    done: (stored) => stored["8x8"].length === 2,
  },
  {
    name: "8x8 deleteWebhooks",
    id: "deleteWebhooks",
    method: "DELETE",
    column: "bodiless",
    call: (clients) => clients["8x8"].delete([{ subAccountId: item.subAccountId, type: "MSG" }]),
    gives: () => undefined,
    done: (stored) => stored["8x8"].length === 0,
  },
];

/** The one operation that is not idempotent. */
export const createOperation = operations[1] as Operation;

/** The one operation of which a 404 can be a success. */
export const deleteOperation = operations[4] as Operation;
