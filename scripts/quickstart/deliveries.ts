import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Sandbox } from "@comms-webhooks/sandbox";
import { basicAuthorization, create8x8Receiver, create8x8Webhooks } from "comms-webhooks/8x8";
import { toNodeHandler } from "comms-webhooks/node";
import { build8x8Delivery, buildWebexDelivery } from "comms-webhooks/testing";
import { createWebexReceiver, createWebexWebhooks } from "comms-webhooks/webex";
import { heading, step } from "./print.ts";
import { targets } from "./targets.ts";

const secret = "a-secret-that-only-webex-knows";
const authorization = basicAuthorization("8x8", "a password that only 8x8 knows");

/** Receives a delivery of each API on this machine, and refuses a forged one of each. */
export async function showDeliveries(sandbox: Sandbox): Promise<void> {
  const seen: string[] = [];
  const listeners = {
    "/webex": toNodeHandler(
      createWebexReceiver({
        secret,
        on: { "messages.created": ({ data }) => seen.push(`messages.created: ${data.personEmail} wrote ${data.id}`) },
        onRejected: ({ status, message }) => seen.push(`refused with ${status}: ${message}`),
      }),
    ),
    "/8x8": toNodeHandler(
      create8x8Receiver({
        authorization,
        on: {
          inbound_message_received({ payload }) {
            if (payload.type === "Text")
              seen.push(`inbound_message_received: ${payload.user.name} wrote "${payload.content.text}"`);
          },
        },
        onRejected: ({ status, message }) => seen.push(`refused with ${status}: ${message}`),
      }),
    ),
  };
  const server = createServer(async (request, response) => {
    const listener = Object.entries(listeners).find(([path]) => path === request.url)?.[1];
    if (listener) await listener(request, response);
    else response.writeHead(404).end();
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  heading("Deliveries, to a receiver on this machine");
  await createWebexWebhooks({ auth: "any-token", baseUrl: sandbox.url.webex, targets }).create({
    name: "Quickstart",
    targetUrl: `${origin}/webex`,
    resource: "messages",
    event: "created",
    secret,
  });
  await sandbox.deliver({ api: "webex", name: "messages.created" });
  step('createWebexReceiver({ secret, on: { "messages.created": … } })', ...seen.splice(0));
  await fetch(await buildWebexDelivery("messages.created", { url: `${origin}/webex`, secret: "a guess" }));
  step("the same delivery, signed by somebody else", ...seen.splice(0));

  const accountId = "3f8a1c52-7d40-4b9e-a6c1-90e2d57b48af";
  const connect = create8x8Webhooks({ accountId, auth: "any-api-key", baseUrl: sandbox.url["8x8"], targets });
  await connect.createOrReplace([
    { subAccountId: "*", type: "MSG", url: `${origin}/8x8`, httpAuthorization: authorization },
  ]);
  await sandbox.deliver({ api: "8x8", name: "inbound_message_received" });
  step("create8x8Receiver({ authorization, on: { inbound_message_received: … } })", ...seen.splice(0));
  await fetch(
    await build8x8Delivery("inbound_message_received", { url: `${origin}/8x8`, authorization: "Basic guess" }),
  );
  step("the same delivery with another Authorization", ...seen.splice(0));
  server.closeAllConnections();
  server.close();
}
