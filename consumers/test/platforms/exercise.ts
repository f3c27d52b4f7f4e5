import { request as requestHttp } from "node:http";
import { connect } from "node:net";
import { createSandbox } from "@comms-webhooks/sandbox";
import { buildWebexDelivery, faults } from "comms-webhooks/testing";
import { createWebexWebhooks } from "comms-webhooks/webex";
import { expect, vi } from "vitest";

/** The secret of the webhooks that platforms receive for. */
export const secret = "a-secret-of-the-platforms";

/** A receiver on a platform. */
export interface Platform {
  /** Sends a request to it. */
  readonly send: (request: Request) => Promise<Response>;
  /** Returns whom its handler got messages from, so far. */
  readonly handled: () => readonly string[];
  /** Sends half of a delivery and breaks the connection. Without it the platform only gets whole requests. */
  readonly leave?: () => Promise<unknown>;
}

/** Returns how requests reach a server over a socket. */
export function overSocket(url: string): Required<Pick<Platform, "send" | "leave">> {
  return {
    async send(request) {
      const body = new Uint8Array(await request.arrayBuffer());
      const { method } = request;
      const headers = Object.fromEntries(request.headers);
      return new Promise((resolve, reject) => {
        // A connection of its own, because a server may close one whose request was too long.
        const outgoing = requestHttp(url, { method, headers, agent: false }, async (incoming) => {
          const chunks = await incoming.toArray().catch(reject);
          resolve(new Response(Buffer.concat(chunks ?? []), { status: incoming.statusCode ?? 0 }));
        });
        outgoing.on("error", reject);
        outgoing.end(body);
      });
    },
    leave: () =>
      new Promise<void>((resolve) => {
        const { hostname, port, pathname } = new URL(url);
        const socket = connect(Number(port), hostname, () => {
          const head = [`POST ${pathname} HTTP/1.1`, "Host: x", "Content-Type: application/json"];
          const signature = `X-Spark-Signature: ${"0".repeat(40)}`;
          socket.write([...head, signature, "Content-Length: 999", "", "{"].join("\r\n"), () => socket.destroy());
        });
        socket.on("close", () => resolve());
      }),
  };
}

/** Sends until a response arrives: a server may close the connection before the whole of a long body was written. */
async function sendWhole(send: Platform["send"], request: Request): Promise<Response> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send(request.clone());
    } catch (error) {
      const { code = "" } = error as NodeJS.ErrnoException;
      if (!["EPIPE", "ECONNRESET"].includes(code) || attempt === 50) throw error;
    }
  }
}

/**
 * Exercises a receiver on a platform: register, signed delivery handled, forged rejected, too long rejected,
 * sender gone, and then a delivery as if nothing had happened.
 */
export async function exercise({ send, handled, leave }: Platform): Promise<void> {
  const sandbox = createSandbox({ receive: send });
  const webhooks = createWebexWebhooks({ auth: "token", fetch: sandbox.fetch });
  const registered = { name: "Platform", targetUrl: "https://hooks.example.com/webex", secret };
  expect((await webhooks.ensure({ ...registered, resource: "messages", event: "created" })).action).toBe("created");
  const change = { data: { personEmail: "naïve☕@example.com" } };
  const attempts = await sandbox.deliver({ api: "webex", name: "messages.created", change });
  expect(attempts).toMatchObject([{ outcome: "delivered", status: 200 }]);
  await vi.waitFor(() => expect(handled()).toEqual(["naïve☕@example.com"]), { timeout: 60_000 });

  const delivery = await buildWebexDelivery("messages.created", { secret, url: registered.targetUrl });
  const forged = await send(await faults.wrongSignature(delivery));
  expect([forged.status, await forged.text()]).toEqual([401, "The signature doesn't match this body and secret.\n"]);
  expect((await sendWhole(send, await faults.oversize(delivery))).status).toBe(413);
  await leave?.();
  expect(handled()).toHaveLength(1);
  expect((await send(delivery)).status).toBe(200);
  await vi.waitFor(() => expect(handled()).toEqual(["naïve☕@example.com", "bob@example.com"]), { timeout: 60_000 });
}
