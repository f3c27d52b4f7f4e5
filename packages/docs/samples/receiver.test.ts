import { createSandbox } from "@comms-webhooks/sandbox";
import { buildWebexDelivery, faults } from "comms-webhooks/testing";
import { createWebexReceiver, createWebexWebhooks } from "comms-webhooks/webex";
import { expect, test } from "vitest";

const secret = "test-secret";

function createReceiver() {
  const authors: string[] = [];
  const receiver = createWebexReceiver({
    secret,
    on: { "messages.created": ({ data }) => void authors.push(data.personEmail) },
  });
  return { authors, receiver };
}

test("accepts a signed delivery", async () => {
  const { authors, receiver } = createReceiver();
  const request = await buildWebexDelivery("messages.created", { secret, change: { name: "Lobby" } });
  expect((await receiver(request)).status).toBe(200);
  expect(authors).toEqual(["bob@example.com"]);
});

test("rejects a delivery with a wrong signature", async () => {
  const { authors, receiver } = createReceiver();
  const request = await buildWebexDelivery("messages.created", { secret });
  expect((await receiver(await faults.wrongSignature(request))).status).toBe(401);
  expect(authors).toEqual([]);
});

test("receives what it registered for", async () => {
  const { authors, receiver } = createReceiver();
  const sandbox = createSandbox({ receive: receiver });
  const webex = createWebexWebhooks({ auth: "any-token", fetch: sandbox.fetch });
  await webex.ensure({
    name: "Lobby",
    targetUrl: "https://hooks.example.com/webex",
    resource: "messages",
    event: "created",
    secret,
  });

  const [attempt] = await sandbox.deliver({ api: "webex", name: "messages.created" });

  expect(attempt).toMatchObject({ outcome: "delivered", status: 200 });
  expect(authors).toHaveLength(1);
});
