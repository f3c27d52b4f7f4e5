import { type CreateWebhookRequest, createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { play as playCase, type Setting, token } from "../../../src/faults/case.ts";
import type { Fault, Rule } from "../../../src/faults/fault.ts";
import type { Operation } from "../../../src/faults/operation.ts";
import { withoutLeaks } from "../../faults/leaks.ts";
import { expectCleanEnd, inWords } from "../../faults/matrix.ts";
import { create, createOperation, hook } from "./operations.ts";

const play = (operation: Operation, setting: Setting) => playCase(operation, { ...setting, over: "sockets" });

const lost: Fault = { acted: true, way: "reset" };
const reset: Fault = { acted: false, way: "reset" };
const hang: Fault = { acted: false, way: "hang" };
const html: Fault = {
  acted: false,
  way: "respond",
  headers: { "content-type": "text/html" },
  body: "<title>Hi</title>",
};
const responds = (status: number): Fault => ({ acted: false, way: "respond", status, headers: {}, body: "" });

const post = (fault: Fault, from = 1, to = from): Rule => ({ fault, method: "POST", from, to });
const posts = (fault: Fault): Rule => ({ fault, method: "POST" });
const gets = (fault: Fault): Rule => ({ fault, method: "GET" });
const get = (fault: Fault): Rule => ({ fault, method: "GET", to: 1 });

/** The title, the faults, the result, the attempts, all requests in their order, and the webhooks at the end. */
type Row = readonly [
  title: string,
  setting: Setting,
  result: string,
  attempts: number,
  requests: string,
  webhooks: number,
];

const mixtures: readonly Row[] = [
  ["a reset before and one after it acts", { rules: [post(reset), post(lost, 2)] }, "ok", 2, "POST GET POST GET", 1],
  ["two resets before it acts", { rules: [post(reset, 1, 2)] }, "ok", 3, "POST GET POST GET POST", 1],
  ["a 429, then a lost response", { rules: [post(responds(429)), post(lost, 2)] }, "ok", 2, "POST POST GET", 1],
  ["a refused connection, then a lost response", { refused: 1, rules: [post(lost)] }, "ok", 2, "POST GET", 1],
  ["a 500, then a 429", { rules: [post(responds(500)), post(responds(429), 2)] }, "ok", 3, "POST GET POST POST", 1],
  ["a reset, then a 409", { rules: [post(reset), post(responds(409), 2)] }, "HttpError 409", 2, "POST GET POST", 0],
  ["a reset, then HTML", { rules: [post(reset), post(html, 2)] }, "InvalidResponseError", 2, "POST GET POST", 0],
  [
    "resets, and at last a lost response",
    { rules: [post(reset, 1, 2), post(lost, 3)] },
    "NetworkError",
    3,
    "POST GET POST GET POST",
    1,
  ],
  ["a lost response, without retries", { rules: [posts(lost)], options: { retries: 0 } }, "NetworkError", 1, "POST", 1],
];

const lists: readonly Row[] = [
  ["500 once, and it did not act", { rules: [post(reset), get(responds(500))] }, "ok", 2, "POST GET GET POST", 1],
  ["500 once, and it acted", { rules: [posts(lost), get(responds(500))] }, "ok", 1, "POST GET GET", 1],
  ["a reset once, and it acted", { rules: [posts(lost), get(reset)] }, "ok", 1, "POST GET GET", 1],
  ["silence once, and it acted", { timeout: 250, rules: [posts(lost), get(hang)] }, "ok", 1, "POST GET GET", 1],
  ["500 always", { rules: [posts(lost), gets(responds(500))] }, "NetworkError", 1, "POST GET GET GET", 1],
  ["429 always", { rules: [posts(lost), gets(responds(429))] }, "NetworkError", 1, "POST GET GET GET", 1],
  ["resets always", { rules: [{ fault: reset }] }, "NetworkError", 1, "POST GET GET GET", 0],
  ["silence always", { timeout: 250, rules: [{ fault: hang }] }, "TimeoutError", 1, "POST GET GET GET", 0],
  ["401", { rules: [posts(lost), gets(responds(401))] }, "NetworkError", 1, "POST GET", 1],
  ["403", { rules: [posts(responds(503)), gets(responds(403))] }, "HttpError 503", 1, "POST GET", 0],
  ["HTML", { rules: [posts(reset), gets(html)] }, "NetworkError", 1, "POST GET", 0],
  ["half of the JSON", { rules: [posts(lost), gets({ acted: true, way: "cut" })] }, "NetworkError", 1, "POST GET", 1],
];

/** Faults after which the last attempt may have had an effect, and others. */
const doubts: readonly (readonly [title: string, setting: Setting, doubtful: boolean])[] = [
  ["resets", { rules: [posts(reset)] }, true],
  ["silence", { timeout: 250, rules: [posts(hang)] }, true],
  ["500", { rules: [posts(responds(500))] }, true],
  ["408", { rules: [posts(responds(408))] }, true],
  ["refused connections", { refused: Number.POSITIVE_INFINITY }, false],
  ["429", { rules: [posts(responds(429))] }, false],
  ["423", { rules: [posts(responds(423))] }, false],
  ["409", { rules: [posts(responds(409))] }, false],
];

/** Differences of a webhook that another request created. */
const others: readonly Partial<CreateWebhookRequest>[] = [
  { name: "Other" },
  { targetUrl: "https://hooks.example.com/other" },
  { event: "updated" },
  { filter: "type=group" },
];

const hourAgo = Date.now() - 3_600_000;

/** A sandbox in which a webhook was created an hour ago. */
function withOld(old: Partial<CreateWebhookRequest>): Setting {
  let now = () => hourAgo;
  return {
    now: () => now(),
    async prepare(sandbox) {
      await create(sandbox, { ...hook, ...old } as CreateWebhookRequest, { auth: token });
      now = Date.now;
    },
  };
}

withoutLeaks(() => {
  describe("createWebhook", () => {
    for (const [title, setting, result, attempts, requests, webhooks] of mixtures) {
      test(`${inWords(result, attempts)} after ${title}`, async () => {
        const ending = await play(createOperation, setting);
        expect(ending).toMatchObject({ result, attempts, requests });
        expect(ending.stored.webex).toHaveLength(webhooks);
        expectCleanEnd(ending, createOperation);
      });
    }

    for (const [title, setting, result, attempts, requests, webhooks] of lists) {
      test(`${inWords(result, attempts)} when its response is missing and the list gets ${title}`, async () => {
        const ending = await play(createOperation, setting);
        expect(ending).toMatchObject({ result, attempts, requests });
        expect(ending.stored.webex).toHaveLength(webhooks);
        expectCleanEnd(ending, createOperation);
      });
    }

    for (const [title, setting, doubtful] of doubts) {
      test(`fails with ${doubtful ? "a" : "no"} hint to check what may have been processed after ${title}`, async () => {
        const { error } = await play(createOperation, setting);
        expect(/Check before you retry/.test(String(error))).toBe(doubtful);
      });
    }

    test("finds a webhook with a secret among those of the organization", async () => {
      const desired = { ...hook, ownedBy: "org", secret: "s3cret-of-hook", filter: "type=group" } as const;
      const operation: Operation = {
        ...createOperation,
        call: (options) => createWebexWebhooks(options).create(desired),
        expected: ({ webex }) => ({ ...webex[0], secret: desired.secret }),
      };
      const ending = await play(operation, { rules: [posts(lost)] });
      expect(ending).toMatchObject({ result: "ok", requests: "POST GET" });
      expect(ending.received[1]?.path).toBe("/webex/v1/webhooks?ownedBy=org");
      expectCleanEnd(ending, operation);
    });

    test("doesn't accept an old webhook that looks the same as its own, and isn't retried", async () => {
      const ending = await play(createOperation, { ...withOld({}), rules: [posts(reset)] });
      expect(ending).toMatchObject({ result: "NetworkError", attempts: 1, requests: "POST GET" });
      expect(ending.stored.webex).toHaveLength(1);
    });

    test("finds its own webhook beside an old one that looks the same", async () => {
      const ending = await play(createOperation, { ...withOld({}), rules: [posts(lost)] });
      expect(ending).toMatchObject({ result: "ok", attempts: 1, requests: "POST GET" });
      expect(ending.stored.webex).toHaveLength(2);
      expect(ending.output).toEqual(ending.stored.webex[1]);
    });

    for (const other of others) {
      test(`is retried beside a webhook with ${JSON.stringify(other)}`, async () => {
        const ending = await play(createOperation, { ...withOld(other), rules: [post(reset)] });
        expect(ending).toMatchObject({ result: "ok", attempts: 2, requests: "POST GET POST" });
        expect(ending.stored.webex).toHaveLength(2);
      });
    }
  });
});
