import { createSandbox } from "@comms-webhooks/sandbox";
import type { FetchInit } from "comms-webhooks";
import { create8x8Receiver, create8x8Webhooks } from "comms-webhooks/8x8";
import { createWebexReceiver, createWebexWebhooks } from "comms-webhooks/webex";
import { describe, expect, test } from "vitest";
import { type Program, rightOrder, rotate, wrongOrders } from "../src/rotation.ts";

interface Played {
  readonly sandbox: ReturnType<typeof createSandbox>;
  readonly handled: () => number;
  readonly program: Program;
}

/** A program with a Webex webhook. Each `ensure` is that of a program which has just started. */
async function webex(hides: boolean): Promise<Played> {
  let handled = 0;
  const receiverOf = (secret: readonly string[]) =>
    createWebexReceiver({
      secret,
      on: {
        "messages.created": () => {
          handled += 1;
        },
      },
    });
  let receiver = receiverOf(["old-s3cret"]);
  const sandbox = createSandbox({ receive: (request: Request) => receiver(request) });
  const hiding = async (url: string, init: FetchInit) => {
    const text = await (await sandbox.fetch(url, init)).text();
    return new Response(text.replace(/"secret":"[^"]*",/g, ""));
  };
  const program: Program = {
    accept: (secrets) => {
      receiver = receiverOf(secrets);
    },
    ensure: (secret) =>
      createWebexWebhooks({ auth: "k7", fetch: hides ? hiding : sandbox.fetch }).ensure({
        name: "Messages",
        targetUrl: "https://hooks.example.com/webex",
        resource: "messages",
        event: "created",
        secret,
      }),
  };
  await program.ensure("old-s3cret");
  return { sandbox, handled: () => handled, program };
}

/** A program with an 8x8 webhook, whose secret is masked. */
async function api8x8(): Promise<Played> {
  let handled = 0;
  const receiverOf = (secrets: readonly string[]) =>
    create8x8Receiver({
      authorization: secrets.map((secret) => `Bearer ${secret}`),
      on: {
        inbound_message_received: () => {
          handled += 1;
        },
      },
    });
  let receiver = receiverOf(["old-s3cret"]);
  const sandbox = createSandbox({ receive: (request: Request) => receiver(request) });
  const program: Program = {
    accept: (secrets) => {
      receiver = receiverOf(secrets);
    },
    ensure: (secret) =>
      create8x8Webhooks({ accountId: "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af", auth: "k7", fetch: sandbox.fetch }).ensure(
        [
          {
            subAccountId: "*",
            type: "MSG",
            url: "https://hooks.example.com/8x8",
            httpAuthorization: `Bearer ${secret}`,
          },
        ],
      ),
  };
  await program.ensure("old-s3cret");
  return { sandbox, handled: () => handled, program };
}

const message = { api: "webex", name: "messages.created" } as const;
const inbound = { api: "8x8", name: "inbound_message_received" } as const;

describe.each([
  ["Webex, which shows the stored one", () => webex(false), message],
  ["Webex, which hides the stored one", () => webex(true), message],
  ["8x8, which masks the stored one", api8x8, inbound],
])("a rotation of the secret with %s", (_words, begin, event) => {
  test("loses no delivery in the order of the guide", async () => {
    const { sandbox, handled, program } = await begin();
    const { sent, lost } = await rotate(sandbox, event, program, rightOrder);
    expect({ sent, lost, handled: handled() }).toEqual({ sent: 120, lost: 0, handled: 120 });
  });

  test.each(wrongOrders.map((order) => [order]))("loses deliveries in another order: %j", async (order) => {
    const { sandbox, program } = await begin();
    expect((await rotate(sandbox, event, program, order)).lost).toBeGreaterThan(0);
  });
});
